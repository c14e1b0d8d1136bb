"""The pages to read, found, shown, saved and printed."""
