"""Somebody's working day in a browser: the school they work at, how they come in, and the keyboard alone.

Whoever comes in here is watched: an error on the console, a complaint of the content policy, an error of the page's
own, a request that failed or was answered with an error is held against the journey when it ends.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final, Literal

from django.contrib.auth.hashers import make_password
from playwright.sync_api import Locator, Page

from browser.visiting import EMAIL, OPERATOR, PASSWORD, Doors, Visitor
from schoolgate.evidence import actions as evidence
from schoolgate.intake.bounded import read_bounded
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Account, Person, School
from schoolgate.policy import actions as policies
from schoolgate.policy.queries import in_force

LONG_AGO: Final = date(2024, 9, 2)
WORDS: Final = """\
# Online Safety Policy

| About | This policy |
| --- | --- |
| Date approved | September 2024 |
| Next review | September 2025 |

## Looking after this policy

The governing body reviews this policy every year.

The online safety lead keeps the risk register.

## Worries

The DSL checks the telephone numbers of outside agencies each term.

Teachers must tell the DSL about a worry on the same day.

The DSL must know the procedure for allegations against staff.

## Machines

IT support installs security updates on every school laptop each week.
"""
MOST_TABS: Final = 200
_SEEN: Final = """() => {
  const one = document.activeElement, look = getComputedStyle(one), at = one.getBoundingClientRect();
  return at.width > 0 && (parseFloat(look.outlineWidth) >= 2 || look.boxShadow !== 'none');
}"""


@dataclass
class Day:
    """The school, its policy in force for long, and those who come in."""

    doors: Doors
    came: list[Visitor] = field(default_factory=list)

    @property
    def school(self) -> School:
        return self.doors.school

    def person(self, name: str, role: str) -> Person:
        """Somebody who works here, without a sign-in."""
        person = people.add_person(self.school, name, actor=OPERATOR)
        people.give_role(person, role, actor=OPERATOR, valid_from=LONG_AGO)
        return person

    def works(self, name: str, role: str) -> str:
        """Somebody with a sign-in of their own; returns its address."""
        account = Account(email=f"{role}@robinhill.example", password=make_password(PASSWORD))
        account.save()
        people.give_sign_in(self.person(name, role), account, actor=OPERATOR)
        return account.email

    def opens(self, *, width: int = 1280, javascript: bool = True) -> Visitor:
        """A browser at the door, watched from now on."""
        visitor = self.doors.open(width=width, javascript=javascript, signed_in=False)
        page, said = visitor.page, visitor.complaints
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("requestfailed", lambda one: said.append(f"failed: {one.url}") if not _is_saved(one.failure) else None)
        page.on("response", lambda one: said.append(f"{one.status}: {one.url}") if one.status >= 400 else None)
        self.came.append(visitor)
        return visitor

    def comes(self, email: str = EMAIL, *, width: int = 1280, javascript: bool = True) -> Visitor:
        """Signed in by the form, as a person does."""
        visitor = self.opens(width=width, javascript=javascript)
        visitor.signs_in(email)
        return visitor

    def promise(self, begins: str) -> str:
        """The ref of the promise whose sentence begins so."""
        found = in_force(self.school, on=today(self.school))
        assert found is not None
        return next(one.ref for one in found.promises if one.clause.text.startswith(begins))

    def recorded(self, kind: str) -> list[str]:
        """Who did a thing of this kind, latest first, as the permanent record has it."""
        found = lines(school_chain(self.school.ref), labels=list(Label), kind=kind, at_most=50)
        return [line.actor for line in found]

    def job(self, role: str, words: str, sentence: str) -> str:
        """A job that somebody is asked to do within ten days, for the promise whose sentence begins so."""
        due, promise = today(self.school) + timedelta(days=9), self.promise(sentence)
        asked: dict[str, Any] = {"kind": "look", "about": role, "words": words, "promise": promise, "minutes": 10}
        return evidence.raise_job(self.school, role=role, due=due, actor=OPERATOR, **asked)


def adopt(school: School) -> None:
    """A short policy, long in force, so that its yearly review is long overdue; what we read in it was confirmed."""
    data = WORDS.encode()
    kept = policies.keep_version(
        school, read_bounded(data, "policy.md", today=LONG_AGO), filename="policy.md", data=data, actor=OPERATOR
    )
    policies.put_in_force(
        kept, body="governing-body", ratified_on=LONG_AGO, actor=OPERATOR, actor_name="Ada", in_force_from=LONG_AGO
    )
    found = in_force(school, on=today(school))
    for promise in found.promises if found else ():
        policies.answer_reading(school, promise.ref, correction=None, actor=OPERATOR, actor_name="Ada")


def presses(page: Page, name: str, role: Literal["button", "link"] = "button") -> None:
    with page.expect_navigation():
        page.get_by_role(role, name=name).first.click()


def fills_day(page: Page, field_id: str, day: date) -> None:
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"#{field_id}-{part}").fill(str(value))


@dataclass(frozen=True)
class Keys:
    """The keyboard alone: Tab, Enter and Space, and what is typed. The focus is seen wherever it stops."""

    page: Page

    def tabs_to(self, wanted: Locator) -> None:
        target = wanted.first.element_handle()
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement === document.body"):
                continue  # round the end of the page, through the browser's own bar: not trapped
            assert self.page.evaluate(_SEEN), self.page.evaluate("document.activeElement.outerHTML")
            if self.page.evaluate("wanted => document.activeElement === wanted", target):
                return
        raise AssertionError(f"the keyboard never reached {wanted}")

    def types(self, label: str, words: str) -> None:
        self.tabs_to(self.page.get_by_label(label))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def enters(self, wanted: Locator) -> None:
        self.tabs_to(wanted)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def ticks(self, wanted: Locator) -> None:
        self.tabs_to(wanted)
        self.page.keyboard.press("Space")

    def dates(self, field_name: str, day: date) -> None:
        for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
            self.tabs_to(self.page.locator(f"#id_{field_name}-{part}"))
            self.page.keyboard.type(str(value))

    def signs_in(self, email: str) -> None:
        self.tabs_to(self.page.locator("#id_login"))
        self.page.keyboard.type(email)
        self.tabs_to(self.page.locator("#id_password"))
        self.page.keyboard.type(PASSWORD)
        self.enters(self.page.locator("form.sg-form button[type=submit]"))

    def skips(self) -> None:
        """The first stop of every page leads past what every page has."""
        self.page.keyboard.press("Tab")
        assert self.page.evaluate("document.activeElement.className") == "govuk-skip-link"
        self.page.keyboard.press("Enter")
        assert self.page.evaluate("document.activeElement.id || location.hash") in ("main", "#main")


def _is_saved(failure: Any) -> bool:
    """A download ends the request of the page it was asked from."""
    return "ERR_ABORTED" in str(failure)
