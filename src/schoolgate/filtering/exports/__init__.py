"""What a level closes, written for name servers: ``rpz`` for Unbound, BIND and PowerDNS, ``cdb`` for dnsdist.

A name server sees names and no pages, and answers yes or no. So pages and ranges of addresses are left out and counted,
what is held is closed, and what is open with a warning is open.
"""
