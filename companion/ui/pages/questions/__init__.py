"""Questions for the team."""
