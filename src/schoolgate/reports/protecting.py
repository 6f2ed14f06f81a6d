"""The parts of papers on data protection: what is kept, about whom, for how long, what leaves, how it is guarded."""

from collections.abc import Iterable
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext as _

from schoolgate.reports import leaving
from schoolgate.reports.holdings import PURPOSES, Kept, schedule
from schoolgate.reports.paper import Points, Section, Table

DECIDE = "[The school decides]"


def kept(lines: Iterable[Kept], heading: str) -> Section:
    """What is kept, with how long and why."""
    head = (_("What"), _("How long"), _("Why"))
    rows = tuple((line.words, _long(line), line.because) for line in lines)
    return Section(heading, (Table(heading, head, rows),))


def by_purpose() -> tuple[tuple[str, tuple[Kept, ...]], ...]:
    lines = schedule()
    return tuple((PURPOSES[key], tuple(some)) for key, some in groupby(lines, key=lambda line: line.purpose))


def leaves() -> Section:
    """What goes to others, from the settings as they are."""
    head = (_("What"), _("Now"), _("What goes, and what does not"))
    rows = tuple(
        (way.what, _("Yes: %(where)s") % {"where": way.where} if way.chosen else _("No"), way.carries)
        for way in leaving.ways()
    )
    return Section(_("What leaves this building"), (Table(_("Ways out, and which are in use"), head, rows),))


def guards() -> Section:
    """What is in place, as the settings have it."""
    second = (
        _("Whoever holds a role that sees more than the policy signs in with a second step.")
        if settings.SCHOOLGATE_SECOND_STEP
        else _("The second step of signing in is switched off in the settings.")
    )
    https = (
        _("Pages are fetched over an encrypted connection.")
        if settings.SCHOOLGATE_URL.startswith("https://")
        else _("Pages are not fetched over an encrypted connection: the address begins with http.")
    )
    points = (
        _(
            "Names, numbers and sensitive words are locked (AES-256) under keys kept apart from the records; "
            "so are files."
        ),
        second,
        https,
        _(
            "Who may see each page is declared and tested, and each page says it at its foot. Whoever looks "
            "after the machines sees no child."
        ),
        _("Who looked at what is kept about a person is entered in a permanent record that nobody can change unseen."),
        _("What has been kept long enough is erased once a day, unless it is held for a court or an inquiry."),
        _("Backups are locked before they are written, and each is tried by restoring it."),
        _("There is no tracking, no advertising, and no report back to whoever made Schoolgate."),
    )
    return Section(_("What is in place"), (Points(points),))


def _long(line: Kept) -> str:
    words = line.kept[:1].upper() + line.kept[1:]
    return _("As long as what it belongs to") if line.kept == "as long as its parent" else words
