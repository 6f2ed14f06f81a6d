"""A carer signs by a link, on a phone and with no account: for all their children, once and whole."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from schoolgate.agreements import actions, queries
from schoolgate.agreements.models import Consent, Signature, SigningLink, SigningReceipt
from schoolgate.agreements.signing_links import digest_of
from schoolgate.agreements.tests.families import ACTOR, as_self, somebody
from schoolgate.agreements.tests.some_family import Okoros
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines, verify
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School


@pytest.fixture
def okoros(school: School, amara: Person) -> Okoros:
    return Okoros(school, amara)


def test_it_works(school: School, okoros: Okoros) -> None:
    """A mother of three answers once for all, types her name, and has a receipt."""
    code = okoros.link().code
    home = okoros.get(code)
    assert [ask.kind.key for ask in queries.family_of(okoros.nadia, today(school)).asks] == list(okoros.kinds)
    assert "For Ben, Ida and Tom" in home.text
    assert "There are 5 things to answer." in home.text
    assert okoros.signs(code).status_code == 302
    receipt = SigningReceipt.objects.for_school(school).get()
    shown = okoros.get(code).text
    assert "Thank you. You have signed." in shown
    assert " ".join([receipt.digest[:4], receipt.digest[4:8], receipt.digest[8:12]]) in shown
    signed = Signature.objects.for_school(school)
    assert signed.count() == 3 * 3 + 1
    assert {(row.way, row.device, row.typed_name, row.by_id) for row in signed.exclude(person=okoros.nadia)} == {
        ("link", "phone", "Nadia Okoro", okoros.nadia.pk)
    }
    assert all(row.digest for row in signed)
    for child in okoros.children:
        assert queries.photo_answer(school, child.ref, "website", today(school)).yes
        assert not queries.photo_answer(school, child.ref, "social-media", today(school)).yes
    assert all(verdict.whole for verdict in verify())


def test_children_can_be_answered_for_one_by_one(school: School, okoros: Okoros) -> None:
    code = okoros.link().code
    ben, ida, tom = okoros.children
    okoros.answers(code)
    okoros.post(code, "about/photo-video/2/", **{"place-class-photo": "granted"})
    okoros.post(code, "about/internet-code/3/", answer="no")
    assert "for Ben and Tom" in okoros.get(code, "check/").text
    okoros.post(code, "check/", name="Nadia Okoro", sure="yes")
    answers = queries.photo_answers(school, today(school), [ben.ref, ida.ref])
    assert [answers[ben.ref]["website"].yes, answers[ida.ref]["website"].yes] == [True, False]
    assert answers[ida.ref]["class-photo"].yes
    (left,) = queries.family_of(okoros.nadia, today(school)).asks
    assert (left.kind.key, left.of[0].ref) == ("internet-code", tom.ref)
    page = okoros.get(code).text
    assert "This is left to answer" in page, "the link stays good for what was not agreed to"


def test_a_link_that_is_forwarded_or_looked_through_changes_nothing(school: School, okoros: Okoros) -> None:
    code = okoros.link().code
    before = SigningLink.objects.for_school(school).values().get()
    entries = len(lines(school_chain(school.ref), labels=["safeguarding"]))
    for rest in ("", "next/", "check/", "family/", *(f"about/{kind}/" for kind in okoros.kinds)):
        for _ in range(2):
            answer = okoros.get(code, rest)
            assert answer.status_code in (200, 302)
            assert not answer.cookies
            assert answer["Referrer-Policy"] == "no-referrer"
            assert "no-store" in answer["Cache-Control"]
            assert "noindex" in answer["X-Robots-Tag"]
            assert "Okoro" not in answer.text
            assert all(child.ref not in answer.text for child in okoros.children)
    for rest in ("language/", "end/", "mail/"):
        assert okoros.get(code, rest).status_code == 405
    assert SigningLink.objects.for_school(school).values().get() == before
    assert len(lines(school_chain(school.ref), labels=["safeguarding"])) == entries
    assert okoros.signs(code).status_code == 302


def test_only_a_digest_of_it_is_kept_and_a_link_can_be_typed(school: School, okoros: Okoros) -> None:
    made = okoros.link()
    row = SigningLink.objects.for_school(school).get()
    assert made.code.replace("-", "") not in json.dumps(
        {field.name: str(getattr(row, field.name)) for field in row._meta.concrete_fields}
    )
    assert made.address.endswith(f"/s/{made.code}/")
    assert len(made.code) == 19
    assert okoros.get(made.code.upper().replace("-", "")).status_code == 200
    assert digest_of("O1lI-0000") == digest_of("0111-oooo")


def test_every_link_that_is_no_good_gets_the_same_answer(school: School, okoros: Okoros) -> None:
    over, stopped, done = okoros.link(), okoros.link(), okoros.link()
    now = timezone.now()
    SigningLink.objects.for_school(school).filter(ref=over.ref).update(ends_at=now - timedelta(seconds=1))
    okoros.signs(done.code)
    SigningLink.objects.for_school(school).filter(ref=done.ref).update(ends_at=now - timedelta(seconds=1))
    assert actions.stop_links(okoros.nadia, actor=ACTOR) == 1
    texts = {okoros.get(code).text for code in (over.code, stopped.code, done.code, "no-such-code")}
    assert len(texts) == 1
    assert "Ask the school office" in texts.pop()
    assert okoros.post(over.code, "about/home-school/", answer="yes").status_code == 410


def test_after_signing_it_shows_what_was_signed_for_a_day(school: School, okoros: Okoros) -> None:
    code = okoros.link().code
    okoros.signs(code)
    row = SigningLink.objects.for_school(school).get()
    assert timedelta(hours=23) < row.ends_at - timezone.now() <= timedelta(hours=24)
    assert row.kept == ""
    assert row.used_from == "127.0.0.1"
    okoros.signs(code)
    assert SigningReceipt.objects.for_school(school).count() == 1, "nothing is asked any more"


def test_nothing_is_ever_signed_by_half(school: School, okoros: Okoros) -> None:
    """The power goes between two pages: what was answered waits, and nothing counts."""
    code = okoros.link().code
    okoros.post(code, "about/home-school/", answer="yes")
    assert not Signature.objects.for_school(school).exists()
    assert okoros.post(code, "check/", name="Nadia Okoro", sure="yes").status_code == 302
    assert not Signature.objects.for_school(school).exists()
    assert okoros.get(code, "next/")["Location"].endswith("/about/internet-code/")
    okoros.answers(code)
    for said in ({"name": "", "sure": "yes"}, {"name": "Nadia"}):
        assert okoros.post(code, "check/", **said).status_code == 422
    assert not Consent.objects.for_school(school).exists()


def test_words_that_changed_meanwhile_are_read_again(school: School, amara: Person, okoros: Okoros) -> None:
    code = okoros.link().code
    okoros.answers(code)
    newer = actions.draft(school, "home-school", actor=ACTOR, title="Ours", body="Other words.")
    actions.approve(newer, actor=as_self(amara))
    assert okoros.post(code, "check/", name="Nadia Okoro", sure="yes")["Location"].endswith("/about/home-school/")
    assert not Signature.objects.for_school(school).exists()


def test_a_carer_without_responsibility_says_no_and_never_yes(school: School, okoros: Okoros) -> None:
    rob = people.add_person(school, "Rob Wain", actor=ACTOR)
    for child in okoros.children:
        okoros.cares(rob, child, "step-parent", "no")
    code = okoros.link(rob).code
    asks = queries.family_of(rob, today(school)).asks
    assert [ask.kind.key for ask in asks] == ["photo-video", "event-pictures"]
    page = okoros.get(code, "about/photo-video/").text
    assert 'value="granted"' not in page
    assert "only a no" in page
    okoros.post(code, "about/photo-video/", **{"place-website": "granted"})
    okoros.post(code, "about/event-pictures/", answer="yes")
    okoros.post(code, "check/", name="Rob Wain", sure="yes")
    assert set(Consent.objects.for_school(school).values_list("answer", flat=True)) == {"refused"}


def test_only_the_office_makes_links_and_only_for_carers(school: School, okoros: Okoros) -> None:
    teacher = somebody(school, "Ada Quill", "teachers")
    with pytest.raises(DeniedError):
        actions.make_link(okoros.nadia, actor=as_self(teacher))
    with pytest.raises(BadInputError, match="no child here"):
        actions.make_link(teacher, actor=ACTOR)
    with pytest.raises(BadInputError, match="no way"):
        actions.make_link(okoros.nadia, actor=ACTOR, handed="shouted")
    assert len(actions.make_links(school, [okoros.nadia, okoros.nadia], actor=ACTOR, handed="letter")) == 1


def test_who_guesses_too_often_waits_with_everybody_else_there(okoros: Okoros) -> None:
    cache.clear()
    code = okoros.link().code
    answers = [okoros.get(f"no-such-code-{n}").status_code for n in range(42)]
    assert answers == [410] * 40 + [429] * 2
    assert okoros.get(code).status_code == 429
