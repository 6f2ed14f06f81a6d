"""Letters to families on paper, each with a link to scan or to type. Set by typst in a process of its own."""
