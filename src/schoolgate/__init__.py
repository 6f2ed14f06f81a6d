"""Schoolgate runs a school's online safety policy."""
