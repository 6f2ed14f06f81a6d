"""The verbs of ``schoolgate person``, a few to a file."""
