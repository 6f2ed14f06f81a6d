"""The verbs of the noun intake."""
