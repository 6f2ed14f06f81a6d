"""Pages of the filter."""
