"""Our outgoing messages: what is told to a person of a school, put in line, sent, and never lost."""
