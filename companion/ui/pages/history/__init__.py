"""What was changed, and how to put it back."""
