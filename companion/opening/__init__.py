"""What is there before a diary is open, beside it and after it: the lock, the way in, back, and the end."""
