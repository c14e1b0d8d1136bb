"""The parts that pages are built from; each file holds one of them."""
