"""One pure parser per source: bytes of a file, in; rows and rejected rows with their reason, out. No database.

A list whose headings are the sender's own is a few lines: see ``tabular.table_feed``. Kinds of value are in ``values``.
"""
