"""Noticing what matters in the web activity log, and who may look at it."""
