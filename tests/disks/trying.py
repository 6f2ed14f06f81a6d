"""What a school would do on such a disk, and what is there afterwards."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any, Final

from django.test import Client

from schoolgate.frame.actor import operator
from schoolgate.frame.refusals import refused
from schoolgate.home.tests.asking import words_of
from schoolgate.ledger.models import Body
from schoolgate.ledger.queries import verify
from schoolgate.people import actions, opening
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

ACTOR: Final = operator("test")
PASSWORD: Final = "three plain words here"
EMAIL: Final = "head@robinhill.example"
READER: Final = "teacher@robinhill.example"  # who owes no second step, and so reads at once
_MOST: Final = 20_000


def begin() -> tuple[School, Person]:
    school = actions.add_school(name="Robin Hill Infant School", actor=ACTOR)
    teacher = actions.add_person(school, "Joanna Petrie", actor=ACTOR)
    actions.give_sign_in(teacher, opening.add_account(READER, PASSWORD, actor=ACTOR), actor=ACTOR)
    actions.give_role(teacher, "teachers", actor=ACTOR, valid_from=today(school))
    return school, opening.add_administrator(school, "Amara Whitlock", EMAIL, PASSWORD, actor=ACTOR)


def add(school: School, _head: Person, number: int) -> None:
    actions.add_person(school, f"Sam Rook {number}", actor=ACTOR)


def until_refused(does: Callable[[int], None]) -> dict[str, Any]:
    """How often it went well, and in which words it then did not."""
    for number in range(_MOST):
        try:
            does(number)
        except Exception as error:
            return {"went_well": number, "words": str(refused(error) or repr(error))}
    return {"went_well": _MOST, "words": ""}


def visitor() -> Client:
    return Client(raise_request_exception=False, headers={"Host": "127.0.0.1"})


def sign_in(visitor: Client, email: str = EMAIL) -> Any:
    return visitor.post("/account/login/", {"login": email, "password": PASSWORD})


def until_page_refused() -> dict[str, Any]:
    """The first answer to somebody signing in that is not the way in."""
    for _ in range(_MOST):
        answer = sign_in(visitor())
        if answer.status_code != 302:
            return {"status": answer.status_code, "words": words_of(answer)}
    return {"status": 302, "words": ""}


def command() -> dict[str, Any]:
    """What the command line says to somebody who adds a school."""
    for _ in range(20):
        done = subprocess.run(
            [sys.executable, "-m", "schoolgate", "school", "add", "--name", "Wren Lane Primary School"],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        if done.returncode:
            break
    return {"code": done.returncode, "words": done.stderr}


def look(school: School, head: Person) -> dict[str, Any]:
    """Once there is room again: whether the record is whole, agrees with the people, and goes on."""
    entries = set(Body.objects.filter(kind="person.added").values_list("subject", flat=True))
    persons = {person.ref for person in Person.objects.for_school(school)}
    actions.add_person(school, "Wilf Hale", actor=ACTOR)
    verdicts = verify()
    return {
        "whole": all(verdict.whole for verdict in verdicts),
        "entries": sum(verdict.entries for verdict in verdicts),
        "agree": entries == persons,
        "head_is_there": head.ref in persons,
    }
