"""The schoolgate command: thin nouns, loaded only when named."""
