"""The first page: what is open, what comes next, and the one thing to do now."""
