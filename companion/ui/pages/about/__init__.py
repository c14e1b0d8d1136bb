"""What this program is, what it cannot do, and what it is made of."""
