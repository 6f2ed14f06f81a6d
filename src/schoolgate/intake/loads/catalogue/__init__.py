"""The loads, one file each."""
