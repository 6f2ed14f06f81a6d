"""Lists of hosts, as those who keep them publish them: millions of rows, so read in columns and never held whole.

One file of ``catalogue`` a format. A format says which hosts a line names and how far down it reaches; what a host may
look like, and which rows a filter must not take at its word, is judged by whoever compiles the list.
"""
