"""How every feed of a roll spells its rows, so that one load takes them all, in whatever order they come.

``what`` says what a row is of:

- ``pupil``, ``staff``: ``given_name family_name preferred_given_name preferred_family_name``, numbers by their scheme
  (``upn mis-id sourced-id staff-code email``), ``born``, ``year`` (-1 nursery, 0 reception, 1 to 14), ``class`` (its
  name), ``role`` of staff (a key of the vocabulary), ``since`` and ``until`` (the last day), ``school`` (its ids, with
  commas between)
- ``class``: ``class`` (its id), ``name``, ``kind`` (``class`` or ``teaching``), ``school``
- ``member``: ``sourced-id`` of the person, ``class`` (the id), ``since``, ``until``
- ``school``: ``school`` (its id), ``name``, ``number``
- ``unusable``: a row of a person that cannot be used, ``because`` of a sentence, with whatever of it could be read and
  ``raw``. It comes as a row, and not as a reject, so that nobody is thought to have left because their row was spoilt.
- ``remark``: ``words`` for whoever looks; ``whole``: the files hold everybody at the school.
"""

from typing import Final

PUPIL: Final = "pupil"
STAFF: Final = "staff"
CLASS: Final = "class"
MEMBER: Final = "member"
SCHOOL: Final = "school"
UNUSABLE: Final = "unusable"
REMARK: Final = "remark"
WHOLE: Final = "whole"
SCHEMES: Final = ("upn", "mis-id", "sourced-id", "staff-code", "email")
