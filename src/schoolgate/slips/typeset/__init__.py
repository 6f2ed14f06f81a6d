"""Setting slips as a PDF, in a process of its own."""
