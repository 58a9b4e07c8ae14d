"""JupyterLab as a way in: how `klankbord lab` starts it, and what its first notebook, `00_start`, shows and does."""
