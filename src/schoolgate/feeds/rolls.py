"""How every feed of a roll spells its rows, so that one load takes them all, in whatever order they come.

``what`` says what a row is of:

- ``pupil``, ``staff``: ``given_name family_name preferred_given_name preferred_family_name``, numbers by their scheme
  (``upn mis-id sourced-id staff-code email``), ``born``, ``year`` (-1 nursery, 0 reception, 1 to 14), ``class`` (its
  name), ``role`` of staff (a key of the vocabulary), ``since`` and ``until`` (the last day), ``school`` (its ids, with
  commas between)
- ``class``: ``class`` (its id), ``name``, ``kind`` (``class`` or ``teaching``), ``school``
- ``member``: ``sourced-id`` of the person, ``class`` (the id), ``since``, ``until``
- ``school``: ``school`` (its id), ``name``, ``number``
- ``carer``: a parent or other carer: names as above, ``carer`` (what the files call them by, only to tie them; it need
  not last), numbers that last (``sourced-id mis-id``) where there are some, ``email`` and ``phone`` of their own,
  ``school``. Somebody who works here too comes as ``staff`` with ``carer`` beside.
- ``cares``: one carer of one child: ``carer`` (as in their row), the child by one of their numbers (``upn mis-id
  sourced-id``), ``relation`` (a key of ``Care.Relation``; empty where the files do not say), ``responsibility``
  (``yes``, ``no``, or empty where they do not say), ``home`` (``1`` to ``3``, ``none``, or empty), ``order`` (1 is
  called first), ``since`` and ``until``. A tie that a roll gave ends where files that hold everybody (``whole``) name
  carers, and not this one of this child.
- ``unusable``: a row of a person that cannot be used, ``because`` of a sentence, with whatever of it could be read and
  ``raw``. It comes as a row, and not as a reject, so that nobody is thought to have left because their row was spoilt.
- ``remark``: ``words`` for whoever looks; ``whole``: the files hold everybody at the school; ``changes``: they hold
  only what changed, so nobody leaves whom they do not mention, and nobody leaves a class of which they say nothing.
  Both with ``latest``, the moment of the latest of their rows, where it is told; rows have theirs in ``changed``.
- ``untold``: of the persons of ``sourced-id`` (with commas between; ``*`` of anybody) a row was spoilt, so nothing ends
  that the files do not mention: ``of`` a ``member`` (their classes) or ``cares`` (their carers).
- ``gone``: the person of ``sourced-id`` is no more in the system that sent a roll of changes; ``left``: the same of a
  ``member`` or a ``cares`` row, with its columns and ``of`` saying which.
"""

from typing import Final

PUPIL: Final = "pupil"
STAFF: Final = "staff"
CLASS: Final = "class"
MEMBER: Final = "member"
SCHOOL: Final = "school"
CARER: Final = "carer"
CARES: Final = "cares"
UNUSABLE: Final = "unusable"
REMARK: Final = "remark"
WHOLE: Final = "whole"
CHANGES: Final = "changes"
UNTOLD: Final = "untold"
GONE: Final = "gone"
LEFT: Final = "left"
SCHEMES: Final = ("upn", "mis-id", "sourced-id", "staff-code", "email")
