"""The tablet's own pages, and the office's."""
