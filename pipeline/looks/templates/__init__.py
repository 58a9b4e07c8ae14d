"""Templates and styles of the pages."""

from pathlib import Path

FOLDER = Path(__file__).parent
