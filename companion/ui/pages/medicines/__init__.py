"""The medicines: what is due, what was taken, and their plans."""
