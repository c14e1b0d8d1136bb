"""The small process that reminds while no window is open: it knows when, not what. No Qt, no diary."""
