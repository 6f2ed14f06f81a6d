"""What OneRoster tells of users beside users.csv: roles (1.2), days of birth, and the addresses they sign in with."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from schoolgate.feeds.contract import Reject
from schoolgate.feeds.days import Order, order_of
from schoolgate.feeds.oneroster import words
from schoolgate.feeds.oneroster.files import Export, Given
from schoolgate.feeds.oneroster.users import Role
from schoolgate.feeds.unfit import UnfitError
from schoolgate.feeds.values import fits, read

_AGAIN: Final = "Put it right where the list is made, and load it again."


def days_of(given: Given, first: str, last: str) -> tuple[str, str]:
    """The first and the last day in two columns, empty where there is none. Raises ``UnfitError``."""
    found = []
    for column, words_of in ((first, "first day"), (last, "last day")):
        try:
            found.append(read("date", given.values[column]) if given.values.get(column) else "")
        except UnfitError as error:
            raise UnfitError(f"Its {words_of}: {error.reason} {_AGAIN}") from error
    if all(found) and found[1] < found[0]:
        raise UnfitError(f"It ends on {found[1]}, before it begins on {found[0]}. {_AGAIN}")
    return found[0], found[1]


def read_roles(export: Export, into: dict[str, list[Role]], in_doubt: set[str]) -> Iterator[Reject]:
    """The roles of roles.csv by user; ``in_doubt`` are those of whom one could not be read: it may be the one that
    matters."""
    for one in export.rows("roles"):
        if isinstance(one, Reject):
            in_doubt |= {cell.strip(' "') for cell in re.split(r"[,;|\t\r\n]", one.raw.replace("\0", ""))} - {""}
            yield one
            continue
        if one.gone:
            export.tally.left(one.part, "no more in use")
            continue
        role, user = words.plain(one.values.get("role", "")), one.values.get("usersourcedid", "")
        try:
            since, until = days_of(one, "begindate", "enddate")
        except UnfitError as error:
            in_doubt.add(user)
            yield Reject(one.line, error.reason, one.raw, one.part)
            continue
        if not user:
            yield Reject(one.line, f"It does not say whose role it is. {_AGAIN}", one.raw, one.part)
        elif not words.known(role):
            in_doubt.add(user)
            yield Reject(one.line, f"“{role[:40]}” is not a role we know. {_AGAIN}", one.raw, one.part)
        else:
            primary = one.values.get("roletype", "").lower() == "primary"
            into.setdefault(user, []).append(Role(role, one.values.get("orgsourcedid", ""), since, until, primary))


def read_births(export: Export, into: dict[str, str], users: Collection[str]) -> Iterator[Reject]:
    """Days of birth by user; nothing else of demographics.csv is ever kept."""
    twice: dict[str, Given] = {}
    sensitive = False
    rows = list(export.rows("demographics"))
    order = order_of(one.values.get("birthdate", "") for one in rows if not isinstance(one, Reject))
    for one in rows:
        if isinstance(one, Reject):
            yield one
            continue
        sensitive = sensitive or any(one.values.get(column) for column in words.SENSITIVE)
        key = one.values.get("sourcedid", "") or one.values.get("usersourcedid", "")
        born = one.values.get("birthdate", "")
        if one.gone or not born:
            export.tally.left(one.part, "no more in use" if one.gone else "without a date of birth")
        elif key not in users and not export.changes:
            yield Reject(
                one.line, f"It is of the user “{key[:60]}”, who is not in users.csv. {_AGAIN}", one.raw, one.part
            )
        elif not (day := _day(born, order)):
            yield Reject(one.line, f"“{born[:40]}” is no date of birth. {_AGAIN}", one.raw, one.part)
        elif key in twice and into.get(key) != day:
            into.pop(key, None)
            reason = (
                f"Lines {twice[key].line} and {one.line} give one user two dates of birth; neither was used. {_AGAIN}"
            )
            yield Reject(one.line, reason, one.raw, one.part)
        else:
            twice[key], into[key] = one, day
    if sensitive:
        export.remarks.append(
            "Sex, ethnic group and the rest of demographics.csv were left out: they are not kept here."
        )


def _day(text: str, order: Order) -> str:
    try:
        return read("date", text, order)
    except UnfitError:
        return ""


def read_logins(export: Export, into: dict[str, str], users: Mapping[str, object]) -> Iterator[Reject]:
    """Addresses that users sign in with elsewhere; no password is ever read."""
    for one in export.rows("userprofiles"):
        if isinstance(one, Reject):
            yield one
            continue
        user, login = one.values.get("usersourcedid", ""), one.values.get("username", "")
        if one.gone:
            export.tally.left(one.part, "no more in use")
        elif user not in users and not export.changes:
            yield Reject(
                one.line, f"It is of the user “{user[:60]}”, who is not in users.csv. {_AGAIN}", one.raw, one.part
            )
        elif not fits("email", login):
            export.tally.left(one.part, "with no e-mail address")
        else:
            into.setdefault(user, read("email", login))
