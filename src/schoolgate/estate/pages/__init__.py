"""The estate's pages: machinery for those who look after it; and, for those who look after children, who was where."""
