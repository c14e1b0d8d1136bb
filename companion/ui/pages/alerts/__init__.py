"""The page of alerts: open and past, each with its reason."""
