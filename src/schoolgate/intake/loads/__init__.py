"""What becomes of a file's rows, one file each: what would change is planned, shown, applied, and can be undone."""
