"""The formats of lists, one file each."""
