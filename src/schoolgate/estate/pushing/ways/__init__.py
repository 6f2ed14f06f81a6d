"""The ways to a directory, one file each."""
