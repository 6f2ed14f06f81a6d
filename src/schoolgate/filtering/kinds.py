"""What the filtering room writes in the permanent record: refs, dates, counts and choices, and no site's name."""
