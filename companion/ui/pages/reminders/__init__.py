"""How and when to be reminded."""
