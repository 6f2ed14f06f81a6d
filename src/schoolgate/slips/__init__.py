"""Paper slips, pure: what is printed on one, and what is read from a picture of one that came back.

``codes`` is the number on a slip, ``layout`` where everything lies, ``sheet`` sets slips as a PDF, ``reading`` reads
pages. Nothing here knows a school, a child or a database. Reading imports OpenCV, so it runs in a process of its own.
"""
