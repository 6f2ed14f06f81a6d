"""Rooms above that take a whole file over, as no list is in it: scans of paper slips."""
