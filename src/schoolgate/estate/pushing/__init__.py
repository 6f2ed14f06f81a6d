"""What each person may use, pushed to directories as membership of groups: planned, applied, undone, and compared."""
