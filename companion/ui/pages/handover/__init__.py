"""Who is watching, and what the next one must know."""
