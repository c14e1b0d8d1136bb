"""What to prepare before an infusion."""
