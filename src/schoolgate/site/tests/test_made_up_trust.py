"""The made-up trust: several schools beside the made-up one, each with a past of its own, by a seed."""

from pathlib import Path

import pytest
from django.test import Client

from schoolgate.evidence.across import Stood
from schoolgate.evidence.queries import across
from schoolgate.frame.actor import system
from schoolgate.home import schools
from schoolgate.kernel.standings import Standing
from schoolgate.people.models import Account, Trust
from schoolgate.people.trusts import schools_in, trust_today
from schoolgate.site.demo import trust
from schoolgate.site.demo.school import POLICY, RATIFIED

pytestmark = pytest.mark.django_db


def made(seed: int, many: int = 3) -> Trust:
    return trust.make("three-small-owls", Path(POLICY), RATIFIED, many=many, seed=seed, actor=system("test"))


def stood(of: Trust) -> list[Stood]:
    return across(schools_in(of), trust_today())


def test_it_works() -> None:
    found = stood(made(1))
    assert len({one.name for one in found}) == Trust.objects.count() * 3 == 3
    assert [one.total > 120 for one in found] == [True] * 3
    kinds = {name for one in found for name, count in one.counts.items() if count}
    assert {Standing.KEPT, Standing.DECLARED, Standing.NOT_KNOWN, Standing.BROKEN} <= kinds


def test_its_lead_signs_in_to_the_board_and_to_no_school() -> None:
    of = made(1, many=1)
    client = Client()
    client.force_login(Account.objects.get(email=trust.EMAIL))
    assert client.get("/").headers["Location"] == f"/trusts/{of.ref}/"
    assert client.get(f"/schools/{schools_in(of)[0].ref}/").status_code == 404


def test_schools_go_about_it_each_in_their_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of each way, drawn in turn."""
    for way, reason in (("late", "late to be put right"), ("unsaid", "Nobody has said"), ("quiet", "Nothing heard"),
                        ("new", "No policy is in force")):  # fmt: skip
        monkeypatch.setattr(trust, "_WAYS", (way,))
        monkeypatch.setattr(trust, "NAME", f"Trust {way}")
        monkeypatch.setattr(trust, "EMAIL", f"{way}@kingfisher.example")
        monkeypatch.setattr(trust, "_SORTS", (f"School {way}",))
        (row,) = (schools.row(one, trust_today()) for one in stood(made(1, many=1)))
        assert any(reason in told for told in row.reasons), (way, row.reasons)
