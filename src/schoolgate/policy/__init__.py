"""Versions, clauses and promises, adoption and review; the frameworks they are held against."""
