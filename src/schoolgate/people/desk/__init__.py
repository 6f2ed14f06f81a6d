"""A school's own pages: its people, one person, oneself, its term dates and its particulars."""
