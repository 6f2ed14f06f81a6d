"""The file of whereabouts: who is at which address, for processes without the database. Refs and addresses, no names.

Lines of JSON. The first is an object: the form, the school, when it was made, the setting's maps, and a salt. Then one
array a line, whose first part says what it is, in any order:

- ``["place", ref, ref of what it lies in]``
- ``["network", ref, purpose, ref of its place, [[first address, last address], ...]]``
- ``["class", ref, [years of its pupils], entitled]``
- ``["person", ref, [refs of groups], [years], [roles], entitled, [accounts]]``
- ``["shared", ref of a class, [accounts]]``
- ``["device", ref, kind, ref of its place, [hardware addresses], [[address, from, until], ...], holder, sign-ins]``

``holder`` is ``["person", ref]``, ``["class", ref]`` or ``null``; sign-ins are ``["person" or "class", ref, from,
until]``; moments are whole seconds since 1970, and no end is ``null``. An account is written as a salted digest, for
its name is often a child's. The last line is ``["end", number of lines before it]``: a file without it is not whole.

Lines, and not one document, because a reader takes them a few at a time while it answers requests.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from schoolgate.filtering.agreed.documents import document, read
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.kernel.errors import BadInputError

FORM: Final = 1
_AGAIN: Final = "Have Schoolgate write it again: schoolgate tick."
type Row = list[Any]


class WhereaboutsError(BadInputError):
    """A file of whereabouts that is damaged, not whole, or of a form this version does not read."""


@dataclass(frozen=True, slots=True)
class Head:
    """``made_at`` in seconds since 1970; ``record`` is how far the school's record had come when it was made."""

    school: str
    made_at: int
    setting: Setting
    salt: str
    record: int = 0


def lines(head: Head, rows: Iterable[Row]) -> Iterator[str]:
    """The file, line by line."""
    bare = replace(head.setting, windows=(), sites=(), deciders=())
    first = {"whereabouts": FORM, "school": head.school, "made_at": head.made_at, "record": head.record}
    yield json.dumps({**first, "salt": head.salt, "setting": document(bare)}) + "\n"
    count = 1
    for row in rows:
        yield json.dumps(row, separators=(",", ":")) + "\n"
        count += 1
    yield json.dumps(["end", count]) + "\n"


def head_of(path: Path) -> Head:
    """What the first line of a file says. Raises ``WhereaboutsError``, ``OSError``."""
    with path.open("rb") as file:
        return _head(file.readline(), path)


def rows_of(path: Path) -> Iterator[Row]:
    """Every line between the first and the last. Raises ``WhereaboutsError`` at the end where that is missing."""
    with path.open("rb") as file:
        count = 0
        for line in file:
            count += 1
            if count == 1:
                continue
            try:
                row = json.loads(line)
            except ValueError:
                break
            if not isinstance(row, list) or not row:
                break
            if row[0] == "end":
                if row == ["end", count - 1] and not file.readline():
                    return
                break
            yield row
    raise WhereaboutsError(str(path), "it is not whole, or was changed.", _AGAIN)


def new_salt() -> str:
    return secrets.token_hex(8)


def account_digest(salt: str, account: str) -> str:
    """What an account is written as."""
    return hashlib.blake2b(
        account.strip().casefold().encode("utf-8", "replace"), key=salt.encode(), digest_size=12
    ).hexdigest()


def _head(line: bytes, path: Path) -> Head:
    try:
        found = json.loads(line)
        if found["whereabouts"] != FORM:
            cause = f"it is of form {found['whereabouts']!r}, and this version reads form {FORM}."
            raise WhereaboutsError(str(path), cause, "Upgrade whichever of the two is older.")
        setting = read(found["setting"])
        return Head(str(found["school"]), int(found["made_at"]), setting, str(found["salt"]), int(found["record"]))
    except (ValueError, KeyError, TypeError):
        raise WhereaboutsError(str(path), "its first line does not say what it is.", _AGAIN) from None
