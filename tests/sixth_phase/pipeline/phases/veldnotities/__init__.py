"""Field notes: what a researcher who took part in daily life saw, and what was made of it."""
