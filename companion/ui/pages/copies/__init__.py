"""The copies of the diary, and the way back to one."""
