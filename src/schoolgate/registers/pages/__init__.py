"""The registers' pages: one file for each register."""
