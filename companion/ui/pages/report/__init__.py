"""The papers: looked at, saved and printed."""
