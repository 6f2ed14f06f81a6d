"""How a source's bytes come to us, one file of ``catalogue`` each: what is asked, and taking what is new.

A transport knows no format and no table. It gives pieces of bytes; with each, where the reading then stands, which is
written in the transaction that takes the rows in: so a process that is killed has taken a piece in whole, or not.
"""
