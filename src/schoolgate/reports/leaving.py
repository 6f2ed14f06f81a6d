"""What leaves this building, from the settings and choices as they are: normally nothing."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from schoolgate.estate.queries import directories_ask, directories_told
from schoolgate.filtering.queries import fetched_from
from schoolgate.frame.templatetags.schoolgate import elsewhere
from schoolgate.people.providers import offered


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which something may leave. ``where`` names whose machine it goes to, for those who may know;
    ``carries`` says what goes and what does not.
    """

    what: str
    chosen: bool
    where: str
    carries: str


def ways() -> tuple[Way, ...]:
    """Every way there is, whether the school chose it or not."""
    return (_letters(), _sign_in(), _database(), _lists(), _directories())


def chosen() -> tuple[Way, ...]:
    return tuple(way for way in ways() if way.chosen)


def answer() -> str:
    """The first line of a page or paper about it."""
    found = chosen()
    if not found:
        return _("Nothing leaves this building.")
    return _("What leaves this building: %(what)s.") % {"what": ", ".join(_within(way.what) for way in found)}


def _letters() -> Way:
    options: dict[str, Any] = settings.MAILERS["default"].get("OPTIONS", {})
    leaves = "file_path" not in options
    carries = _(
        "Letters to staff and governors: a link to sign in, word of a new way to sign in, jobs that wait, "
        "a note that fixes the permanent record. None names a child or says anything of a case."
    )
    return Way(_("Letters"), leaves, str(options.get("host", "")), carries)


def _sign_in() -> Way:
    names = ", ".join(name for _key, name in offered())
    carries = _(
        "Who signs in there is known to that provider: the address and the time. It is told nothing of what is kept "
        "here, and no child signs in."
    )
    return Way(_("Signing in with an account elsewhere"), bool(names), names, carries)


def _database() -> Way:
    host = elsewhere()
    carries = _(
        "Everything that is kept, between this computer and the school’s own database. Names and words are locked."
    )
    return Way(_("A database on another computer"), bool(host), host, carries)


def _lists() -> Way:
    hosts = ", ".join(fetched_from())
    carries = _(
        "A school may have the lists of its web filter fetched from those who keep them. They see that this computer "
        "asks for a list, and nothing about anybody."
    )
    return Way(_("Fetching block lists"), bool(hosts), hosts, carries)


def _directories() -> Way:
    hosts = ", ".join(directories_told())
    carries = _(
        "Which accounts belong in which group of what people may use, to the school’s own directory or identity "
        "provider; an account is often somebody’s name. No reason goes, and nothing else of anybody."
    )
    return Way(_("Telling the school’s directory who may use what"), bool(hosts) or directories_ask(), hosts, carries)


def _within(words: str) -> str:
    return words[:1].lower() + words[1:]
