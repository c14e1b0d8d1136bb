"""The first start, one step after another."""
