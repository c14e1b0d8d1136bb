"""Whom to call, what to say, and what came of it."""
