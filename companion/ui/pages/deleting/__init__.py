"""Delete everything."""
