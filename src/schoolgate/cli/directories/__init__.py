"""The verbs that concern accounts of the school's directories."""
