"""What is happening now, and what to do about it."""
