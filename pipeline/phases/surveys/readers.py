"""What reads the folder of surveys; apart from its tables, since who plans a run reads no answers."""

from pipeline.phases.surveys.answers.folder import read

READERS = {"enquetes": read}
