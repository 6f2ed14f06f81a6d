"""What was decided, written where the log of web activity fetches it."""
