"""The made-up school that ./run shows: Robin Hill Infant School, its people, its year and its policy."""
