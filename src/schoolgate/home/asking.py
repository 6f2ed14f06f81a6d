"""What may be asked of the permanent record: who, what and when. By address, so that it can be kept and sent."""

from datetime import datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.dayfield import DayField
from schoolgate.ledger import kinds
from schoolgate.people.models import School

# The part of a kind before its dot, in words. A test keeps it complete.
AREAS: Final[dict[str, str | Promise]] = {
    "account": _("Sign-ins"),
    "activity": _("Web activity"),
    "monitoring": _("Noticing and looking"),
    "agreements": _("Agreements and answers"),
    "backup": _("Backups"),
    "door": _("Visitors and the door"),
    "estate": _("Devices and networks"),
    "evidence": _("Evidence"),
    "governor": _("Governors"),
    "hold": _("What is held"),
    "installation": _("This installation"),
    "intake": _("Files"),
    "job": _("Jobs"),
    "learning": _("Training"),
    "filtering": _("The filter"),
    "ledger": _("The record itself"),
    "notice": _("Letters"),
    "person": _("People and roles"),
    "policy": _("The policy"),
    "promise": _("Putting right"),
    "register": _("The national register"),
    "registers": _("Risks, agencies and contacts"),
    "report": _("Papers"),
    "retention": _("What was erased"),
    "school": _("The school"),
    "setup": _("Setting up"),
    "technician": _("Who looks after the machinery"),
    "token": _("Keys for machines"),
    "trust": _("The trust"),
    "visit": _("The technician’s visits"),
}


class AskTheRecord(forms.Form):
    """``?who=REF&what=AREA&from-day=..&to-day=..``; all may be left out."""

    who = forms.ChoiceField(label=_("Who"), required=False)
    what = forms.ChoiceField(label=_("What"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)

    def __init__(self, data: Any, names: dict[str, str]) -> None:
        super().__init__(data)
        people = sorted(names.items(), key=lambda pair: pair[1].casefold())
        self._offer("who", [("", _("Anybody")), *people])
        areas = sorted(((key, str(AREAS.get(key, key.capitalize()))) for key in areas_there_are()), key=lambda a: a[1])
        self._offer("what", [("", _("Anything")), *areas])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def asked(self, school: School) -> dict[str, Any]:
        """For ``ledger.queries.lines``. What is not a choice or not a date is left out, and said by the form."""
        self.is_valid()
        said, zone = getattr(self, "cleaned_data", {}), ZoneInfo(school.time_zone)
        since, until = said.get("since"), said.get("until")
        return {
            "actor": said.get("who") or None,
            "area": said.get("what") or None,
            "since": datetime.combine(since, time.min, zone) if since else None,
            "until": datetime.combine(until + timedelta(days=1), time.min, zone) if until else None,
        }

    @property
    def kept(self) -> str:
        """The question again, for the way to earlier entries."""
        wanted = ("who", "what", "since-", "until-")
        return urlencode([(name, value) for name, value in self.data.items() if value and name.startswith(wanted)])


def areas_there_are() -> set[str]:
    return {kind.key.partition(".")[0] for kind in kinds.everything()}
