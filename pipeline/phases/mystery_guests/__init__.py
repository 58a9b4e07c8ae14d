"""Mystery guests: what a visitor who did not say so came across, by visit and by criterion."""
