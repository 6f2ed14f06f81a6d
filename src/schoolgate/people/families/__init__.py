"""Families: who cares for whom."""
