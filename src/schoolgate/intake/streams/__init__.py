"""How bytes of logs come in, apart from what they say: packed files, files that grow and rotate, syslog, SFTP.

Nothing here knows a log's format or a database. Whoever reads keeps the place that was reached, beside what came of it.
"""
