"""Squid as a way in: ``lines`` is how it asks and is answered, ``serving`` the helper, ``config`` what it is told.

The helper reads the school's filter folder and nothing else: no Django, no database, no network.
"""
