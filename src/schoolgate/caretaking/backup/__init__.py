"""Backups: one file with every record and every file that belongs to one, the keys apart; and making it live again.

The file is an ordinary zip: ``manifest.json``, ``tables/NAME.jsonl`` with a row a line, ``files/`` and ``others/``. So
it can be read without Schoolgate, restored into SQLite or PostgreSQL whichever it came from, and brought up to date
when it is of an older release. With a passphrase the whole zip is locked (``locking``).
"""
