"""The words of each kind of agreement: which version is in force, and in which languages and styles it may be shown."""

from dataclasses import dataclass
from datetime import date

from schoolgate.agreements.models import Wording, WordingText
from schoolgate.agreements.registry import KINDS
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class Text:
    """``body`` unlocked; ``style`` is "plain" or "pictures"."""

    language: str
    style: str
    title: str
    body: str
    digest: str
    approved: bool


@dataclass(frozen=True, slots=True)
class Words:
    """One version of a kind. ``approved_by`` is a ref, empty while it is a draft."""

    ref: str
    kind: str
    number: int
    from_on: date
    approved_by: str
    texts: tuple[Text, ...]

    def text(self, language: str = "en", style: str = "plain") -> Text | None:
        """The approved text nearest to what is asked for: that language in words, else English; None of a draft."""
        known = {(one.language, one.style): one for one in self.texts if one.approved}
        return known.get((language, style)) or known.get((language, "plain")) or known.get(("en", "plain"))


def versions(school: School, kind: str) -> tuple[Words, ...]:
    """Every version of a kind, the latest first. Raises ``NotFoundError`` for a kind there is not."""
    KINDS.get(kind)
    rows = Wording.objects.for_school(school).filter(kind=kind).order_by("-number")
    return tuple(_words(school, list(rows)))


def words_in_force(school: School, kind: str, on: date) -> Words | None:
    """The words to be signed on a day; None where none are approved yet. Raises ``NotFoundError`` as above."""
    KINDS.get(kind)
    rows = Wording.objects.for_school(school).filter(kind=kind, from_on__lte=on).exclude(approved_by="")
    row = rows.order_by("-number").first()
    return _words(school, [row])[0] if row else None


def _words(school: School, rows: list[Wording]) -> list[Words]:
    texts: dict[int, list[Text]] = {row.pk: [] for row in rows}
    for one in WordingText.objects.for_school(school).filter(wording__in=rows).order_by("language", "style"):
        text = Text(one.language, one.style, one.title, one.body, one.digest, bool(one.approved_by))
        texts[one.wording_id].append(text)
    return [Words(row.ref, row.kind, row.number, row.from_on, row.approved_by, tuple(texts[row.pk])) for row in rows]
