"""What is done on the web, as filters, name servers and sign-in services log it: bytes in, columns and rejects out.

One file of ``catalogue`` a format. Nothing here knows a school, a person or a database, and memory stays flat at any
size. ``searching`` and ``categories`` load no more than they need, so that a filter may use them as it decides.
"""
