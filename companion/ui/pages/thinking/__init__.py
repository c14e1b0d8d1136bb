"""The check of thinking, one task after another."""
