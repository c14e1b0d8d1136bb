"""The page of appointments, and the form for one."""
