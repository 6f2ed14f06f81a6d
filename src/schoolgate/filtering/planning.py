"""What is filled in to plan a filter test, and the plan it makes."""

import re
import secrets
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from schoolgate.estate.models import Device, MachineToken
from schoolgate.filtering import scopes
from schoolgate.filtering.actions.publishing import folder_of
from schoolgate.filtering.models import FilterTest
from schoolgate.filtering.probing import making
from schoolgate.filtering.probing.names import server_and_port
from schoolgate.filtering.probing.plans import PROXY, RESOLVER, Plan, Way
from schoolgate.filtering.probing.stand_in import ZONE
from schoolgate.filtering.queries.agreed import setting_in_force
from schoolgate.filtering.store.reading import Store
from schoolgate.gates.web.levels import SHIPPED, Level
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import today
from schoolgate.people.models import School

RHYTHMS: Final = ((24, _("Every day")), (24 * 7, _("Every week")), (24 * 30, _("Every month")))
# What filter tests are run on: printers and the like open no pages.
DEVICES: Final = tuple((kind.value, kind.label) for kind in Device.Kind if kind.value not in ("printer", "network"))
# Which box a mistake stands at; the others are told at the top.
_BOXES: Final = {"how pages get to it": "through", "the proxy": "through", "the stand-in pages’ domain": "zone"}
_NAME: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_SETS: Final = [(key, words) for key, words in making.SETS.items()]
_USUAL: Final = tuple(making.SETS)


def levels(school: School) -> tuple[Level, ...]:
    """Those of the setting that is in force, or as they ship."""
    found = setting_in_force(school)
    return found.setting.levels if found else SHIPPED


def usual_zone() -> str:
    """Where stand-ins would be: under the school's own address of Schoolgate, if that is a name."""
    host = urlsplit(settings.SCHOOLGATE_URL).hostname or ""
    return f"filter-test.{host}" if _NAME.fullmatch(host) and not host.replace(".", "").isdigit() else ZONE


class LinesField(forms.CharField):
    """One thing a line. Cleaned to a tuple, without empty lines."""

    widget = forms.Textarea(attrs={"rows": 2})

    def clean(self, value: Any) -> Any:
        return tuple(line.strip() for line in str(super().clean(value)).splitlines() if line.strip())


class TestForm(forms.Form):
    place = forms.ChoiceField(label=_("Where is it run?"), required=False)
    device = forms.ChoiceField(label=_("On what?"), choices=DEVICES)
    level = forms.ChoiceField(label=_("Which level of filtering should hold there?"))
    group = forms.ChoiceField(label=_("Is it run as a class?"), required=False)
    way = forms.ChoiceField(
        label=_("How do pages get to it?"), choices=FilterTest.Way.choices, widget=forms.RadioSelect, initial="direct"
    )
    through = forms.CharField(
        label=_("The proxy, set-up file or name server"),
        help_text=_("Like http://proxy.school.example:8080, or 10.0.0.53. Leave it empty for the first."),
        max_length=300,
        required=False,
    )
    sets = forms.MultipleChoiceField(
        label=_("Which of these?"),
        choices=_SETS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=_USUAL,
    )
    zone = forms.CharField(
        label=_("The stand-in pages’ own domain"),
        help_text=_("A name server must know it, or the address below be given."),
        max_length=120,
        required=False,
    )
    at = forms.CharField(
        label=_("Where the stand-in pages are"),
        help_text=_("Like 10.0.0.5:8163, where no name server knows the domain."),
        max_length=80,
        required=False,
    )
    blocked = LinesField(label=_("Other pages that should be blocked, one a line"), required=False, max_length=2000)
    opened = LinesField(label=_("Other pages that should be open, one a line"), required=False, max_length=2000)
    block_words = LinesField(
        label=_("Words of your own block page"),
        help_text=_("A line of words that only the block page has. A block is then known for sure."),
        required=False,
        max_length=500,
    )
    block_hosts = LinesField(
        label=_("Sites where your filter sends people whom it stops"), required=False, max_length=500
    )
    every_hours = forms.TypedChoiceField(label=_("How often?"), choices=RHYTHMS, coerce=int, initial=24 * 7)
    token = forms.ChoiceField(
        label=_("Which machine sends the results by itself?"),
        help_text=_("Make a token for it first, on the page of tokens. Without one, results are brought as a file."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        school: School,
        choices: Mapping[str, Iterable[tuple[str, str]]],
        one_site: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._school = school
        empty = {"place": _("The whole school"), "group": _("No: as anybody at that level"), "token": _("None")}
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", empty[name]), *found] if name in empty else list(found)
        if one_site:  # the site is the whole school, and stands first
            self.fields["place"].choices = list(choices["place"])  # type: ignore[attr-defined]  # it is one of choices
        self.fields["zone"].initial = usual_zone()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        try:
            given["plan"] = made_plan(self._school, given) if not self.errors else None
        except BadInputError as error:
            said = f"{error.thing}: {error.cause} {error.next_step}"
            self.add_error(_BOXES.get(error.thing), said[:1].upper() + said[1:])
        return given


def made_plan(school: School, given: Mapping[str, Any]) -> Plan:
    """The plan of what was filled in. Raises ``BadInputError``, and for a page that might be harmful."""
    level = next((one for one in levels(school) if one.key == given["level"]), None)
    if level is None:
        raise BadInputError("the level", "there is none such.", "Choose one of the list.")
    own = [making.Own(address, True) for address in given.get("blocked", ())]
    own += [making.Own(address, False) for address in given.get("opened", ())]
    lists = folder_of(school).lists
    categories = Store(lists).of if own and lists.exists() else None
    for one in own:
        making.harmless(one.address, categories)
    zone, at = (given.get("zone") or usual_zone()).lower().strip("."), given.get("at", "").strip()
    if not _NAME.fullmatch(zone):
        raise BadInputError("the stand-in pages’ domain", f"{zone!r} is no name.", f"Write it like {ZONE}.")
    trials = making.trials(level, given.get("sets", ()), zone=zone, at=at, own=own)
    if not trials:
        raise BadInputError("the filter test", "nothing would be tried.", "Tick what is tried.")
    return Plan(
        ref="", place=given.get("place_name", ""), device=given["device"], group=level.words, tests=trials,
        ways=(_way(given["way"], given.get("through", "").strip()),), zone=zone, at=_place(at),
        block_hosts=tuple(given.get("block_hosts", ())), block_words=tuple(given.get("block_words", ())),
        every_hours=given["every_hours"],
    )  # fmt: skip


def new_key() -> str:
    """A seal's key, for one plan."""
    return secrets.token_urlsafe(32)


def token_choices(school: School) -> list[tuple[str, str]]:
    """The tokens that may send filter tests and still work."""
    rows = MachineToken.objects.for_school(school).filter(ended_at=None, ends_on__gt=today(school))
    return [(row.ref, row.name) for row in rows if scopes.TEST.key in row.scopes]


def _way(kind: str, through: str) -> Way:
    if kind == FilterTest.Way.DIRECT:
        return Way(kind)
    if not through:
        raise BadInputError("how pages get to it", "the address is missing.", "Give the proxy, file or name server.")
    if kind == PROXY:
        through = through if "://" in through else f"http://{through}"
    if "@" in through:
        step = "Leave it out here, and set SCHOOLGATE_PROXY_PASSWORD on the machine that runs the test."
        raise BadInputError("the proxy", "a password is not kept here.", step)
    if kind == RESOLVER:
        _place(through)
    elif urlsplit(through).scheme not in ("http", "https") or not urlsplit(through).hostname:
        raise BadInputError(through, "it is no such address.", "Write it like http://proxy.school.example:8080.")
    return Way(kind, through)


def _place(written: str) -> str:
    try:
        server_and_port(written, 53)
    except ValueError:
        raise BadInputError(written, "it is no address.", "Write it like 10.0.0.5:8163.") from None
    return written
