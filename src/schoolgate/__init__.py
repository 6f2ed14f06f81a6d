"""Schoolgate runs a school's online safety policy."""

__version__ = "0.1.0"
