"""The ways to a person who is not looking at the window. No Qt: the agent uses them too."""
