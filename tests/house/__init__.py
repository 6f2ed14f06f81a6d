"""The house rules, each a function from a folder to the list of what breaks it, so that each can be shown to fail."""
