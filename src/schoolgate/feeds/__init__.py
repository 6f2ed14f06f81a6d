"""One pure parser per source: bytes of a file, in; rows and rejected rows with their reason, out. No database."""
