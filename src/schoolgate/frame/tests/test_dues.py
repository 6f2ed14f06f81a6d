"""What the clock does is loaded when the clock goes round, and not before."""

import subprocess
import sys

from django.utils import timezone

from schoolgate.frame import outbox, rounds, upkeep

# What no command that only reads has a use for, and what loads longest.
_HEAVY = ("openpyxl", "ninja", "schoolgate.intake.actions", "schoolgate.home.places", "holidays.countries")
_START = "import django, sys; django.setup(); print(*(name for name in sys.argv[1:] if name in sys.modules))"


def test_the_clock_finds_what_every_room_does(db: None) -> None:
    now = timezone.now()
    assert {"intake.folders", "evidence.judge-each-day", "notices.send", "people.leavers"} <= set(rounds.go_round(now))
    assert {"estate.given-answers", "people.sign-in-links", "people.closed-sign-ins"} <= set(upkeep.sweep(now))
    outbox.deliver_due(now=now)
    assert "notices.checkpoint-to-keep" in outbox._handlers["ledger.checkpointed"]


def test_a_process_that_only_starts_loads_none_of_it() -> None:
    done = subprocess.run([sys.executable, "-c", _START, *_HEAVY], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []
