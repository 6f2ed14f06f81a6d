"""One file here is one noun: ``nouns/policy.py`` answers to ``schoolgate policy`` and holds its ``command``."""
