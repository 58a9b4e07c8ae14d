"""What the notebooks of this project import, also later on, in one place: imported before kernels are forked.

What stands here costs time once, and what does not costs it in every notebook. A test tells what is missing.
"""

import encodings.utf_8_sig  # noqa: F401

import babel.dates  # noqa: F401
import matplotlib.backends.backend_svg
import matplotlib.figure
import matplotlib.projections  # noqa: F401
import pandas.core.methods.to_dict
import pandas.core.reshape.reshape  # noqa: F401

import pipeline.notebook.figures
import pipeline.notebook.phase
import pipeline.notebook.round
import pipeline.phases.desk_research.promises_telling
import pipeline.phases.desk_research.results_telling
import pipeline.phases.focusgroups.reaction_telling
import pipeline.phases.focusgroups.sessions_telling
import pipeline.phases.interviews.answer_telling
import pipeline.phases.interviews.coding_telling
import pipeline.phases.interviews.difference_telling
import pipeline.phases.interviews.matrix_telling
import pipeline.phases.interviews.saturation_telling
import pipeline.phases.interviews.segment_telling
import pipeline.phases.mystery_guests.fidelity_telling
import pipeline.phases.mystery_guests.halo
import pipeline.phases.mystery_guests.visits_telling
import pipeline.phases.surveys.answers_telling
import pipeline.phases.surveys.scores_telling
import pipeline.phases.surveys.since_telling
import pipeline.telling.audit_blocks
import pipeline.telling.comparison_blocks
import pipeline.telling.convergence_blocks
import pipeline.telling.finding_blocks
import pipeline.telling.reproduction_blocks
import pipeline.telling.round_blocks
import pipeline.telling.sensitivity_blocks
import pipeline.telling.statement_blocks  # noqa: F401
from pipeline.phases.walk import evidence, telling

evidence()
telling()
