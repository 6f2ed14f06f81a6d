"""What the pages that show several rooms write in the permanent record."""

from schoolgate.ledger.kinds import kind

GOVERNOR_READ = kind("governor.read", "said that they read how the policy stands", on="the day", promises="how many")
