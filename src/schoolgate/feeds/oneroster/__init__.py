"""OneRoster CSV, versions 1.1 and 1.2 (1EdTech): its files read, and its rows in the spelling of ``feeds.rolls``."""
