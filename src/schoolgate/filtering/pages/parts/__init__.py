"""The parts of a setting that a form changes, each of which knows what it shows now and what it makes of an answer."""
