"""How long the server takes from the sign-in page to home: ``PYTHONPATH=src:. python -m bench.sign_in``.

A head with a sheet of printed codes signs in at a school of 400 persons, 60 of whom sign in: the page, the password,
the code, and home. Each answer is timed inside one process, through every middleware, on SQLite on this machine's disk;
what Argon2id takes by itself is timed beside it and taken off. The clock counts whatever else the machine does; the
processor's own time does not. Ends with 1 where the rest, of the processor's time, is over the floor.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

FLOOR_SECONDS: Final = 0.150
ROUNDS: Final = 15
PERSONS: Final = 400
WITH_SIGN_IN: Final = 60


class Took(NamedTuple):
    """Seconds, by the clock and of the processor."""

    clock: float
    processor: float


def timed(ask: Callable[[], object]) -> Took:
    clock, processor = time.perf_counter(), time.process_time()
    ask()
    return Took(time.perf_counter() - clock, time.process_time() - processor)


def middle(figures: list[Took]) -> Took:
    return Took(statistics.median(one.clock for one in figures), statistics.median(one.processor for one in figures))


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="schoolgate-bench-") as data:
        os.environ.update(
            SCHOOLGATE_DATA=data, SCHOOLGATE_SIGN_IN_LIMITS="yes", DJANGO_SETTINGS_MODULE="schoolgate.site.settings"
        )
        import django

        django.setup()
        figures, argon2 = measure()
    lines = {**figures, "of which Argon2id": argon2}
    rest = Took(
        *(sum(column) - taken for column, taken in zip(zip(*figures.values(), strict=True), argon2, strict=True))
    )
    lines["the rest; floor 150 ms"] = rest
    sys.stdout.write("   clock  processor\n")
    for step, took in lines.items():
        sys.stdout.write(f"{1000 * took.clock:6.1f} ms  {1000 * took.processor:6.1f} ms  {step}\n")
    sys.stdout.write(f"Load of the last minute: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.\n")
    return 1 if rest.processor > FLOOR_SECONDS else 0


def measure() -> tuple[dict[str, Took], Took]:
    """The median of each step, and of one look at a password."""
    from django.contrib.auth.hashers import check_password
    from django.test import Client

    from schoolgate.people.models import Account
    from schoolgate.site.demo import school as demo

    codes = populate()
    took: dict[str, list[Took]] = {"the page": [], "the password": [], "the code": [], "home": []}
    password = {"login": demo.EMAIL, "password": demo.PASSWORD}
    for code in codes[:ROUNDS]:
        browser = Client(SERVER_NAME="127.0.0.1")
        took["the page"].append(timed(partial(browser.get, "/account/login/")))
        took["the password"].append(timed(partial(browser.post, "/account/login/", password, follow=True)))
        took["the code"].append(timed(partial(browser.post, "/account/2fa/authenticate/", {"code": code})))
        took["home"].append(timed(partial(arrive, browser)))
    kept = Account.objects.get(email=demo.EMAIL).password
    argon2 = middle([timed(partial(check_password, demo.PASSWORD, kept)) for _ in range(ROUNDS)])
    return {step: middle(all_of_them) for step, all_of_them in took.items()}, argon2


def arrive(browser: object) -> None:
    from django.test import Client

    assert isinstance(browser, Client)
    home = browser.get("/", follow=True)
    assert home.status_code == 200
    assert home.redirect_chain, home.request
    assert "_auth_user_id" in browser.session


def populate() -> list[str]:
    """The made-up school with persons, sign-ins and a sheet of the head's; the codes on it."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    from schoolgate.frame import readiness
    from schoolgate.frame.actor import system
    from schoolgate.people import actions
    from schoolgate.people.access import today
    from schoolgate.people.models import Account
    from schoolgate.site.demo import school as demo

    readiness.make_ready()
    here, actor = demo.make(), system("bench")
    for number in range(PERSONS):
        person = actions.add_person(here, f"Person {number}", actor=actor)
        if number < WITH_SIGN_IN:
            account = Account.objects.create(email=f"person{number}@robinhill.example")
            actions.give_sign_in(person, account, actor=actor)
        actions.give_role(
            person, "teachers" if number < WITH_SIGN_IN else "parents", actor=actor, valid_from=today(here)
        )
    return [str(code) for code in RecoveryCodes.activate(Account.objects.get(email=demo.EMAIL)).get_unused_codes()]


if __name__ == "__main__":
    sys.exit(main())
