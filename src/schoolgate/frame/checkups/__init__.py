"""What can go wrong with an installation as such: one file for each side of it."""

from schoolgate.frame.checkups import database, keys, machine, running

__all__ = ["database", "keys", "machine", "running"]
