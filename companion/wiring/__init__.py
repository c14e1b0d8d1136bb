"""What stands behind the window of an open diary, put together in one place."""
