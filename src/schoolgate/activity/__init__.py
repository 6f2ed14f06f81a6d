"""The log of web activity: sealed Parquet parts that a manifest in the database names, and what is asked of them.

``rows`` says what a stored row is, ``actions.load`` is the one way in, ``noticing`` is where a room above looks at rows
as they come, and ``queries.parts`` is what every reader takes, never the listing of a folder.
"""
