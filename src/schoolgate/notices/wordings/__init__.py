"""One file for each kind of letter."""
