"""The infusions: planned, given, moved, stopped."""
