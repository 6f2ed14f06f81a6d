"""One file for each way a letter can go."""
