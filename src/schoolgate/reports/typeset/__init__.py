"""Papers set as PDF/UA by typst, in a process of its own with bounds on memory, processor and time."""
