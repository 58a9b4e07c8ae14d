"""klankbord: participatory evaluation, from raw files to findings that a sounding board can check."""

__version__ = "0.1.0"
