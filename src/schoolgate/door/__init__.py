"""The door: who came in and went out, and on which words about telephones, by a tablet that works without a network."""
