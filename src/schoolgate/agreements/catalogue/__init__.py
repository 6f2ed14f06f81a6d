"""The kinds of agreement, one file each."""
