"""The made-up trust: several schools beside the made-up one, each with a past of its own, by a seed."""

from pathlib import Path
from random import Random

import pytest
from django.test import Client
from django.utils import timezone

from schoolgate.agreements.due import each_day as remind_to_sign
from schoolgate.evidence.across import Stood
from schoolgate.evidence.due import ask_everybody
from schoolgate.evidence.due import each_day as judge_everybody
from schoolgate.evidence.queries import across
from schoolgate.frame.actor import system
from schoolgate.frame.outbox import deliver_due
from schoolgate.home import schools
from schoolgate.home.first.steps import questions_left
from schoolgate.kernel.standings import Standing
from schoolgate.people.access import today
from schoolgate.people.models import Account, School, Trust
from schoolgate.people.trusts import schools_in, trust_today
from schoolgate.policy.queries import in_force
from schoolgate.site.demo import trust
from schoolgate.site.demo.school import POLICY

pytestmark = pytest.mark.django_db


def made(seed: int, many: int = 3) -> Trust:
    return trust.make("three-small-owls", Path(POLICY), many=many, seed=seed, actor=system("test"))


def stood(of: Trust) -> list[Stood]:
    return across(schools_in(of), trust_today())


def test_it_works() -> None:
    found = stood(made(1))
    assert len({one.name for one in found}) == Trust.objects.count() * 3 == 3
    assert [one.total > 120 for one in found] == [True] * 3
    kinds = {name for one in found for name, count in one.counts.items() if count}
    assert {Standing.KEPT, Standing.DECLARED, Standing.NOT_KNOWN} <= kinds
    assert "Robin Hill" not in in_force_words(schools_in(Trust.objects.get())[0])


def in_force_words(school: School) -> str:
    found = in_force(school, on=today(school))
    assert found is not None
    return " ".join(one.clause.text for one in found.promises)


@pytest.mark.parametrize("seed", range(12))
def test_a_few_schools_of_fifty_need_somebody_to_look_and_the_same_seed_draws_the_same(seed: int) -> None:
    ways = trust._ways(trust.SCHOOLS, Random(seed))
    assert 3 <= sum(way != "well" for way in ways) <= 6
    assert {"late", "quiet", "new"} <= set(ways)
    assert ways == trust._ways(trust.SCHOOLS, Random(seed))


@pytest.mark.parametrize("old", [False, True])
def test_the_review_is_overdue_where_a_school_has_the_policy_of_the_year_before(
    monkeypatch: pytest.MonkeyPatch, old: bool
) -> None:
    given = trust._given
    monkeypatch.setattr(trust, "_given", lambda policy, joined, **_: given(policy, joined, old=old))
    (row,) = (schools.row(one, trust_today()) for one in stood(made(1, many=1)))
    assert (row.overdue, row.reasons) == (old, ())


def test_the_clock_s_first_round_finds_nothing_that_anybody_must_look_at() -> None:
    of = made(1, many=2)
    for each in (remind_to_sign, ask_everybody, judge_everybody):
        each(timezone.now())
    deliver_due()
    assert [schools.row(one, trust_today()).reasons for one in stood(of)] == [(), ()]


def test_its_head_is_not_sent_back_to_the_first_questions() -> None:
    (school,) = schools_in(made(1, many=1))
    assert not questions_left(school)


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
        monkeypatch.setattr(trust, "_ways", lambda _many, _chance, way=way: [way])
        monkeypatch.setattr(trust, "NAME", f"Trust {way}")
        monkeypatch.setattr(trust, "EMAIL", f"{way}@kingfisher.example")
        monkeypatch.setattr(trust, "_SORTS", (f"School {way}",))
        (row,) = (schools.row(one, trust_today()) for one in stood(made(1, many=1)))
        assert any(reason in told for told in row.reasons), (way, row.reasons)
