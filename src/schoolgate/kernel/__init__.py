"""Registry, clocks and deadlines, refs, standings, errors, digests: pure, and known to every room."""
