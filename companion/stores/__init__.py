"""Rows and files turned into core values and back; the only layer that knows SQL."""
