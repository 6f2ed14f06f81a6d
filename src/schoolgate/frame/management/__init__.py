"""Commands of Django’s that we do otherwise."""
