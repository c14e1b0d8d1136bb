"""Commands of the command line that do not open the window."""
