"""Append, verify and checkpoint the permanent record."""
