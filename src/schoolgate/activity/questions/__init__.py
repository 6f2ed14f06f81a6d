"""What can be asked of the log, one file a question."""
