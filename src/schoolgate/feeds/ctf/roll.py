"""The rows of a roll in a transfer file."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from schoolgate.feeds import rolls
from schoolgate.feeds.contract import Item, Row
from schoolgate.feeds.ctf.contacts import Contacts
from schoolgate.feeds.ctf.header import Header, read_header
from schoolgate.feeds.ctf.pupils import pupil_row, strangers
from schoolgate.feeds.ctf.texts import Broken, head_of, pupils_of, text_of
from schoolgate.kernel.errors import BadInputError

_SAID: Final = 12  # new elements named one by one


def rows(data: bytes, name: str) -> Iterator[Item]:
    """A transfer file never says who has left a school: it holds those who are sent. Raises ``BadInputError`` for what
    is no transfer file, and for one without a pupil."""
    text = text_of(data, name)
    header = read_header(head_of(text.words, name), name)
    yield Row(0, {"what": rolls.CHANGES})
    yield from _school(header)
    contacts, new, seen = Contacts(name), Counter[str](), 0
    for one in pupils_of(text.words):
        seen += 1
        if isinstance(one, Broken):
            said = {"what": rolls.UNUSABLE, "of": rolls.PUPIL, "because": one.because, "raw": one.raw}
            yield Row(one.line, said, name)
            continue
        line, pupil = one
        row = pupil_row(pupil, line, name, header.destination)
        new.update(strangers(pupil))
        yield row
        if row.values["what"] == rolls.PUPIL:
            yield from contacts.of(pupil, line, row.values.get("upn", ""))
    if not seen:
        raise BadInputError(name, "there is no pupil in it.", "Export it again, with the pupils it is for.")
    for words in (*text.notes, *header.remarks, *_remarks(contacts, new)):
        yield Row(0, {"what": rolls.REMARK, "words": words})


def _school(header: Header) -> Iterator[Row]:
    """The school that the file is for. Where it names none, it is for whoever was given it."""
    number = header.urn or header.destination
    if number:
        said = {"school": "destination", "name": "", "number": number}
        yield Row(0, {"what": rolls.SCHOOL, **said})


def _remarks(contacts: Contacts, new: Counter[str]) -> Iterator[str]:
    if contacts.left_out:
        who = "1 contact" if contacts.left_out == 1 else f"{contacts.left_out:,} contacts"
        yield f"{who} of no family (a doctor, a school) left out."
    if contacts.strange:
        yield f"Relationships that are not known here were read as other: {', '.join(sorted(contacts.strange))}."
    if new:
        named = ", ".join(f"{key} ({count:,})" for key, count in sorted(new.items())[:_SAID])
        more = f" and {len(new) - _SAID:,} more" if len(new) > _SAID else ""
        yield f"Elements that are not known here were passed over: {named}{more}."
