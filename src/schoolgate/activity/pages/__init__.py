"""Pages of the log of web activity."""
