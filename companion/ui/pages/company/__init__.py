"""Who stays when, after an infusion."""
