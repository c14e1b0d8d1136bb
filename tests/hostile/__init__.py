"""Files that nobody should have made, given to everything that reads a file of somebody."""
