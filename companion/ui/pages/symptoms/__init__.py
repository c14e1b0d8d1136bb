"""How one symptom went, and the search in notes."""
