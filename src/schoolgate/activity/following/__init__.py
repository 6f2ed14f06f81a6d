"""Following a school's sources: taking in what is new of each, again and again, until told to stop."""
