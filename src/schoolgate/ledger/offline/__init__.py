"""The single file that goes into every pack. Nothing of Schoolgate imports it, and it imports nothing of Schoolgate."""
