"""The recovery code, shown, written down and proved."""
