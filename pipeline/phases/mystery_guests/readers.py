"""What reads the folder of scripts; apart from its table, since who plans a run reads no scripts."""

from pipeline.phases.mystery_guests.scripts import read

READERS = {"scripts": read}
