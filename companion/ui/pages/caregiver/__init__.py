"""The page for the one who helps."""
