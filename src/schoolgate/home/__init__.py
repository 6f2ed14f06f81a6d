"""Pages that show several rooms: the first minutes, the living policy, the permanent record."""
