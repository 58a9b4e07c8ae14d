"""What the notebooks of this project import, in one place: imported before kernels are forked."""

import matplotlib.backends.backend_svg  # noqa: F401

import pipeline.notebook.phase
import pipeline.notebook.round  # noqa: F401
