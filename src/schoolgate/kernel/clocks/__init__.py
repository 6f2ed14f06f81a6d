"""Four clocks and the deadlines counted on them: working day, school day, calendar day, wall-clock hours.

``months`` (dates and months, nothing else), ``bank_holidays`` (the four nations), ``terms`` and ``assumed`` (a school's
year, and the one taken for granted until a school gives its own), ``calendars`` (one school's calendar, as known at one
time), ``deadlines`` and ``rules`` (what is due when), ``statutory`` (the rules the law fixes, with their source),
``freshness`` (when a feed has gone quiet). This package imports none of them, so that reading a month costs nothing;
import the module you mean.
"""
