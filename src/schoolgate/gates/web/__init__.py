"""The web gate: may this person open this address now? Pure: no clock, no file, no database is read here.

``categories`` is the catalogue of what hosts can be, ``hosts`` turns every spelling of a host into one, ``rules`` holds
what a school agreed, ``deciding`` puts them together. Import the module you mean.
"""
