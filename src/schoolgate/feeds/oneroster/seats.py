"""Classes and who is in them: what contradicts itself is rejected, and of whoever it is of it is said that not all is
told, so that no child is taken out of a class by a row that was spoilt."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from schoolgate.feeds import rolls
from schoolgate.feeds.contract import Item, Reject, Row
from schoolgate.feeds.oneroster import words
from schoolgate.feeds.oneroster.files import Export, Given
from schoolgate.feeds.oneroster.particulars import days_of
from schoolgate.feeds.oneroster.users import User
from schoolgate.feeds.unfit import UnfitError
from schoolgate.feeds.values import fits, read

_AGAIN: Final = "Put it right where the list is made, and load it again."
_PRIMARY: Final = {"true": "yes", "yes": "yes", "1": "yes", "false": "no", "no": "no", "0": "no"}


@dataclass(slots=True)
class Seats:
    export: Export
    users: Mapping[str, User]
    sessions: dict[str, str] = field(default_factory=dict)  # the last day of each
    classes: set[str] = field(default_factory=set)

    def rows(self) -> Iterator[Item]:
        yield from self._sessions()
        yield from self._classes()
        yield from self._members()

    def _rejected(self, one: Given, reason: str) -> Reject:
        self.export.tally.rejected(one.part)
        return Reject(one.line, f"{reason} {_AGAIN}".replace(f"{_AGAIN} {_AGAIN}", _AGAIN), one.raw, one.part)

    def _sessions(self) -> Iterator[Item]:
        for one in self.export.rows("academicsessions"):
            if isinstance(one, Reject):
                self.export.tally.rejected(one.part)
                yield one
            elif one.gone:
                self.export.tally.left(one.part, "no more in use")
            else:
                try:
                    _, last = days_of(one, "startdate", "enddate")
                except UnfitError as error:
                    yield self._rejected(one, error.reason)
                else:
                    self.sessions[one.key] = last

    def _classes(self) -> Iterator[Item]:
        by_key: defaultdict[str, list[Given]] = defaultdict(list)
        for one in self.export.rows("classes"):
            if isinstance(one, Reject):
                self.export.tally.rejected(one.part)
                yield one
            elif wrong := _wrong_class(one):
                yield self._rejected(one, wrong)
            elif one.gone:
                yield Row(one.line, {"what": rolls.LEFT, "of": rolls.CLASS, "class": one.key}, one.part)
            else:
                by_key[one.key].append(one)
        for key, some in by_key.items():
            if len({_told(one) for one in some}) > 1:
                lines = " and ".join(str(one.line) for one in some[:3])
                yield from (self._rejected(one, f"Lines {lines} are of one class, and differ.") for one in some)
            else:
                self.classes.add(key)
                yield from (self._class(one) for one in some)

    def _class(self, one: Given) -> Row:
        name, _school, kind = _told(one)
        said = {
            "class": one.key,
            "name": read("text", name),
            "kind": kind,
            "code": one.values.get("classcode", "")[:100],
        }
        ends = [self.sessions.get(term, "") for term in words.listed(one.values.get("termsourcedids", ""))]
        said |= {"until": max(ends)} if ends and all(ends) else {}
        return Row(one.line, {"what": rolls.CLASS, **said, "school": one.values.get("schoolsourcedid", "")}, one.part)

    def _members(self) -> Iterator[Item]:
        by_key: defaultdict[str, list[Given]] = defaultdict(list)
        for one in self.export.rows("enrollments"):
            if isinstance(one, Reject):
                self.export.tally.rejected(one.part)
                yield one
                yield self._untold(one.raw)
            else:
                by_key[one.key or f"line {one.line}"].append(one)
        for some in by_key.values():
            if len({_seat(one) for one in some}) > 1:
                lines = " and ".join(str(one.line) for one in some[:3])
                for one in some:
                    yield self._rejected(one, f"Lines {lines} are one enrolment by sourcedId, and differ.")
                    yield self._untold(one.values.get("usersourcedid", ""))
            else:
                for one in some:
                    yield from self._member(one)

    def _member(self, one: Given) -> Iterator[Item]:
        user, taught = one.values.get("usersourcedid", ""), one.values.get("classsourcedid", "")
        try:
            since, until = days_of(one, "begindate", "enddate")
            wrong = self._wrong(one, user, taught)
        except UnfitError as error:
            wrong = error.reason
        if wrong:
            yield self._rejected(one, wrong)
            yield self._untold(user)
        elif user in self.users and self.users[user].what == rolls.CARER:
            self.export.tally.left(one.part, "of parents or carers")
        else:
            said = {"sourced-id": user, "class": taught, "since": since, "until": until, "changed": one.changed}
            if primary := _PRIMARY.get(one.values.get("primary", "").strip().lower(), ""):
                said["primary"] = primary
            how = {"what": rolls.LEFT, "of": rolls.MEMBER} if one.gone else {"what": rolls.MEMBER}
            yield Row(one.line, {**how, **said}, one.part)

    def _wrong(self, one: Given, user: str, taught: str) -> str:
        role, known = words.plain(one.values.get("role", "")), self.users.get(user)
        if not user or not taught:
            return "It does not say whose it is, or of which class."
        if role and not words.known(role):
            return f"“{role[:40]}” is not a role we know."
        if known and known.what == rolls.PUPIL and role in words.STAFF:
            return f"It says that the pupil “{user[:60]}” is a {role} there."
        if known and known.what == rolls.STAFF and role == words.STUDENT:
            return f"It says that “{user[:60]}”, who is one of the staff, is a student there."
        if self.export.changes:
            return ""  # whoever and whatever is not in the files may be known already
        if known is None:
            return (
                f"It is of the user “{user[:60]}”, who is not in {self.export.name('users')}, or whose row is spoilt."
            )
        if taught not in self.classes and "classes" in self.export.tables:
            return f"It is of the class “{taught[:60]}”, not in {self.export.name('classes')} now."
        return ""

    def _untold(self, words_of: str) -> Row:
        """Of whom not all is told: those whose id stands in what came; where none does, it may be anybody."""
        cells = {cell.strip(' "') for cell in re.split(r"[,;|\t\r\n]", words_of.replace("\0", ""))} - {""}
        users = sorted(cell for cell in cells if cell in self.users)
        return Row(0, {"what": rolls.UNTOLD, "of": rolls.MEMBER, "sourced-id": ",".join(users) or "*"})


def _wrong_class(one: Given) -> str:
    if not one.key or (not one.values.get("title") and not one.gone):
        return "The class has no sourcedId or no title."
    return "" if one.gone or fits("text", one.values["title"]) else "Its title cannot be read, or is far too long."


def _told(one: Given) -> tuple[str, str, str]:
    kind = "class" if one.values.get("classtype", "").lower() == "homeroom" else "teaching"
    return one.values.get("title", ""), one.values.get("schoolsourcedid", ""), kind


def _seat(one: Given) -> tuple[str, ...]:
    return tuple(
        one.values.get(key, "") for key in ("usersourcedid", "classsourcedid", "begindate", "enddate", "status")
    )
