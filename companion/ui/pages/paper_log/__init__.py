"""What was written on the 48-hour sheet, typed back."""
