"""Policy documents to clauses. Pure: no database, no network, the same answer every time."""
