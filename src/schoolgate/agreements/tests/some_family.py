"""Nadia Okoro and her three children at Robin Hill, for the tests of signing by a link."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from schoolgate.agreements import actions
from schoolgate.agreements.signing_links import MadeLink
from schoolgate.agreements.tests.families import ACTOR, LONG_AGO, approved, somebody
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.people import actions as people
from schoolgate.people.actions.families import Tie
from schoolgate.people.models import Person, School

PHONE = "Mozilla/5.0 (Linux; Android 14; Mobile) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36"
KINDS = ("home-school", "internet-code", "photo-video", "event-pictures", "remote-learning")


@dataclass
class Okoros:
    """``page`` is her phone: it holds no cookie that counts, and checks what comes with each form as a browser would
    make it come."""

    school: School
    amara: Person
    kinds: tuple[str, ...] = KINDS
    nadia: Person = field(init=False)
    children: list[Person] = field(init=False)
    page: Client = field(init=False)

    def __post_init__(self) -> None:
        approved(self.school, self.amara, *self.kinds, from_on=LONG_AGO)
        self.children = [somebody(self.school, f"{name} Okoro", "pupils") for name in ("Ben", "Ida", "Tom")]
        self.nadia = people.add_person(self.school, "Nadia Okoro", actor=ACTOR)
        for child in self.children:
            self.cares(self.nadia, child)
        self.page = Client(enforce_csrf_checks=True, headers={"user-agent": PHONE, "origin": "null"})

    def cares(self, carer: Person, child: Person, relation: str = "mother", pr: str = "yes", home: int = 1) -> None:
        people.set_carer(child, carer, Tie(relation, pr, home), actor=ACTOR, valid_from=LONG_AGO)

    def link(self, carer: Person | None = None, handed: str = "letter") -> MadeLink:
        return actions.make_link(carer or self.nadia, actor=ACTOR, handed=handed)

    def get(self, code: str, rest: str = "") -> Any:
        return self.page.get(f"/s/{code}/{rest}")

    def post(self, code: str, rest: str, **said: str) -> Any:
        return self.page.post(f"/s/{code}/{rest}", said)

    def answers(self, code: str, *, yes: tuple[str, ...] = ("website",)) -> None:
        """Agrees to everything, with a yes to these places for all children."""
        for kind in self.kinds:
            said = {f"place-{place}": "granted" for place in CHANNELS if place in yes}
            assert (
                self.post(code, f"about/{kind}/", **(said if kind == "photo-video" else {"answer": "yes"})).status_code
                == 302
            )

    def signs(self, code: str, *, yes: tuple[str, ...] = ("website",)) -> Any:
        self.answers(code, yes=yes)
        return self.post(code, "check/", name="Nadia Okoro", sure="yes")
