"""What was decided, written where the log of web activity fetches it. Refs only: nobody is named here.

``writing`` is what a process that decides holds, ``reading`` reads the files of all of them, ``keeping`` takes away
what is too old, and ``layout`` is what they share. Nothing here loads Django.
"""
