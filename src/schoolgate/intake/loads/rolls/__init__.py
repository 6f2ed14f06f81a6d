"""A roll against what is known: who is whom, what would change, and when to stop and ask. Pure: nothing here writes."""
