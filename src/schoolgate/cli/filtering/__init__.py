"""What the noun ``filter`` says to a person at a terminal."""
