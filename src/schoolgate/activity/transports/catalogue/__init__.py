"""One file for each way in which logs come."""
