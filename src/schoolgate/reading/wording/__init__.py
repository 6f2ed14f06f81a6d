"""The language policies are written in: verbs of duty, words for people, phrases that promise nothing."""
