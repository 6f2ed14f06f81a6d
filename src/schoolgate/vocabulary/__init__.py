"""The product's words: areas, topics, fact names, event kinds and the words shown on screen."""
