"""The writers of the filtering room. Who acts is a required argument of each."""
