"""The first ten minutes of a school: where it stands, the few questions, the two letters that ask for files."""
