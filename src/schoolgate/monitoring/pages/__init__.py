"""Pages of noticing and looking."""
