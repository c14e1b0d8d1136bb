"""What leaves the program: paper, calendar and files for the clinic. Nothing leaves it yet."""
