"""Verbs of ``schoolgate school`` that have a file of their own."""
