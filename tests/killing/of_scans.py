"""A reader of paper slips to be killed: ``python -m killing scans make|read|up|tell``.

``make`` prints slips, fills three in and gives the scan; ``read`` reads it, a line for each page; ``up`` is the clock
six minutes later, and the worker after it; ``tell`` says what is there, as JSON.
"""

import json
import sys
from collections import Counter
from datetime import timedelta

import numpy as np
from django.utils import timezone

from schoolgate.agreements.actions.slips import give_scan, read_scan, take_up
from schoolgate.agreements.models import Consent, Signature, SlipScan, SlipSeen
from schoolgate.agreements.tests.families import ACTOR, somebody
from schoolgate.agreements.tests.paper import Papers, scanned
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.frame import readiness
from schoolgate.frame.scoped import unscoped
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions as people
from schoolgate.people.queries import schools


def do(what: str) -> None:
    {"make": make, "read": read, "up": up, "tell": tell}[what]()


def make() -> None:
    readiness.make_ready()
    school = people.add_school(name="Robin Hill Infant School", actor=ACTOR)
    robins = Robins(school, somebody(school, "Amara Head", "head"))
    papers = Papers(school)
    empty = np.full_like(papers.sheet(robins.children[0]), 250)
    sheets = [one for child in robins.children for one in (papers.sheet(child), empty)]
    give_scan(school, "monday.pdf", scanned(sheets), actor=ACTOR)


def read() -> None:
    with unscoped("the only scan there is"):
        scan = SlipScan.objects.select_related("school").get()
    read_scan(scan, progress=lambda page, _of: _say(str(page)))


def up() -> None:
    later = timezone.now() + timedelta(minutes=6)
    _say(str(sum(take_up(here, later) for here in schools())))
    read()


def tell() -> None:
    with unscoped("all there is"):
        scan = SlipScan.objects.select_related("school").get()
        signed = Signature.objects.filter(way="paper").values_list("person_id", "wording_id")
        told = {
            "state": str(scan.state),
            "seen": dict(Counter(SlipSeen.objects.values_list("state", flat=True))),
            "pages": sorted(SlipSeen.objects.values_list("page", flat=True)),
            "signatures": sorted(Counter(signed).values()),
            "consents": Consent.objects.count(),
        }
    chain = lines(school_chain(scan.school.ref), labels=list(Label), at_most=500)
    _say(json.dumps(told | {"read": sum(line.kind == "agreements.slips-read" for line in chain)}))


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()
