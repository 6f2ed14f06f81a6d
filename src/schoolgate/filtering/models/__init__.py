"""Tables of the filter: what was agreed, asked, checked and proven."""
