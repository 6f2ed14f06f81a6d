"""The verbs of the web activity log, one file each."""
