"""Companion: a symptom diary, an infusion schedule and a call-now guide, on the person's own computer."""

__version__ = "0.1.0"
