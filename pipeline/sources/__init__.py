"""What other programs made of conversations, read into one neutral model and from there into records."""
