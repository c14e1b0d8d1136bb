"""The diary: what was written, and one step after another to write more."""
