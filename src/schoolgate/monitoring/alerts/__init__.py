"""Alerts as people meet them: their words, and which comes first. Pure."""
