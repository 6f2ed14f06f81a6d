"""Taking in a log on a page, and saying what became of it."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.activity.actions import giving
from schoolgate.activity.loaded import Loaded
from schoolgate.activity.models import Source
from schoolgate.activity.transports.registry import TRANSPORTS
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import Visit


class _Told:
    """What pages do with a file that was given."""

    def kind(self, file: Any) -> str:
        """Which feed reads it. Raises ``BadInputError`` where that cannot be told."""
        found = giving.kind_of(file, file.name or "")
        if not found:
            say = _("Choose which kind of log it is; a list with headings of its own is a filter supplier’s list.")
            raise BadInputError(file.name or _("The file"), _("it is no log that is known here."), say)
        return found

    def give(self, request: HttpRequest, row: Source, file: Any, here: Visit) -> HttpResponse:
        """Take it in, and go to the page that shows what came of it. Raises ``BadInputError``."""
        given = giving.give(row, file.name or _("A log"), file, actor=here.actor)
        if given.held is not None:
            messages.info(request, _("Say which column is which; then it is taken in."))
            return redirect("activity.columns", school=here.school.ref, held=given.held.ref)
        if given.loaded.rejected and not given.loaded.kept and not given.loaded.repeated:
            said = _(
                "Nothing of it could be used. Look below why, and whether it is the kind of log that this source is."
            )
            messages.warning(request, f"{words(given.loaded)} {said}")
        else:
            messages.success(request, words(given.loaded))
        if given.trouble:
            messages.warning(request, given.trouble)
        return redirect("activity.source", school=here.school.ref, source=row.ref)


told: Final = _Told()


def words(loaded: Loaded) -> str:
    """What became of a log, in a sentence or two."""
    parts = [
        ngettext("%(n)s row was kept.", "%(n)s rows were kept.", loaded.kept) % {"n": intcomma(loaded.kept)},
    ]
    if loaded.repeated:
        parts.append(
            ngettext("%(n)s was here already.", "%(n)s were here already.", loaded.repeated)
            % {"n": intcomma(loaded.repeated)}
        )
    if loaded.rejected:
        parts.append(
            ngettext("%(n)s line could not be used.", "%(n)s lines could not be used.", loaded.rejected)
            % {"n": intcomma(loaded.rejected)}
        )
    return " ".join(parts)


def way_words(key: str) -> str:
    return TRANSPORTS.get(key).words if key in TRANSPORTS else key
