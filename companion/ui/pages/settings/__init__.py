"""Everything that can be set, in cards."""
