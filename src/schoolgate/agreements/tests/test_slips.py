"""Paper slips: printed for a class, scanned when they come back, and noted only where nothing is in doubt."""

from datetime import timedelta

import numpy as np
import pytest

from schoolgate.agreements import actions, queries
from schoolgate.agreements.models import Consent, Signature, Slip, SlipScan, SlipSeen
from schoolgate.agreements.queries import slips
from schoolgate.agreements.tests.families import ACTOR, as_self
from schoolgate.agreements.tests.paper import Papers, scanned
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.slips.finding import Grey
from schoolgate.slips.layout import Layout
from schoolgate.slips.tests import hands


@pytest.fixture
def robins(school: School, amara: Person) -> Robins:
    return Robins(school, amara)


@pytest.fixture
def papers(robins: Robins) -> Papers:
    return Papers(robins.school)


def both(grey: Grey, frame: Layout) -> None:
    hands.tick(grey, frame.places[0][1], np.random.default_rng(1))


def states(scan: SlipScan) -> list[str]:
    rows = SlipSeen.objects.for_school(scan.school).filter(scan=scan).order_by("page", "place")
    return [row.state for row in rows]


def doubts(scan: SlipScan) -> list[str]:
    (row,) = SlipSeen.objects.for_school(scan.school).filter(scan=scan)
    return list(row.doubts)


def test_plain_slips_become_signatures_on_paper_and_answers_about_pictures(robins: Robins, papers: Papers) -> None:
    leo, zoe, _sam = robins.children
    scan = papers.scan(papers.sheet(leo), papers.sheet(zoe, yes=False))
    assert (scan.state, scan.pages, states(scan)) == ("read", 2, ["noted", "noted"])
    signed = Signature.objects.for_school(robins.school).filter(person=leo)
    assert {row.wording.kind for row in signed.select_related("wording")} >= {"home-school", "internet-code"}
    assert {(row.way, row.source, row.on) for row in signed} == {("paper", scan.ref, today(robins.school))}
    assert all(row.digest for row in signed)
    answers = queries.photo_answers(robins.school, today(robins.school), [leo.ref, zoe.ref])
    assert answers[leo.ref]["website"].yes
    assert not answers[zoe.ref]["website"].yes
    assert "sam" not in answers


def test_a_slip_says_first_name_and_class_and_its_code_says_nothing(robins: Robins, papers: Papers) -> None:
    words = papers.document[2 * papers.of(robins.children[0])].get_textpage().get_text_range()
    assert "Leo" in words
    assert "Robin" in words
    assert "Ortiz" not in words
    assert Slip.objects.for_school(robins.school).count() == 3


def test_two_of_one_name_in_a_class_have_the_first_letter_of_the_last(robins: Robins) -> None:
    robins.child("Leo Barnaby")
    papers = Papers(robins.school)
    text = " ".join(papers.document[2 * at].get_textpage().get_text_range() for at in range(4))
    assert "Leo O." in text
    assert "Leo B." in text


def test_the_same_file_or_the_same_slip_again_adds_nothing(robins: Robins, papers: Papers) -> None:
    leo = robins.children[0]
    first = papers.scan(papers.sheet(leo))
    assert papers.scan(papers.sheet(leo)).pk == first.pk
    again = papers.scan(papers.sheet(leo), papers.sheet(leo))
    assert states(again) == ["same", "same"]
    before = Signature.objects.for_school(robins.school).count(), Consent.objects.for_school(robins.school).count()
    actions.read_scan(again)
    after = Signature.objects.for_school(robins.school).count(), Consent.objects.for_school(robins.school).count()
    assert after == before


def test_two_slips_of_a_child_that_differ_are_both_asked_about(robins: Robins, papers: Papers) -> None:
    leo = robins.children[0]
    scan = papers.scan(papers.sheet(leo), papers.sheet(leo, yes=False))
    assert states(scan) == ["look", "look"]
    assert not Signature.objects.for_school(robins.school).exists()
    newer = Papers(robins.school)
    later = newer.scan(newer.sheet(leo, yes=False))
    assert states(later) == ["noted"]
    assert states(papers.scan(papers.sheet(leo, sign=False), papers.sheet(leo)))[1] == "look"


def test_nothing_counts_of_a_doubtful_slip_until_a_person_looked(robins: Robins, papers: Papers) -> None:
    leo = robins.children[0]
    scan = papers.scan(papers.sheet(leo, change=both))
    assert (states(scan), doubts(scan)) == (["look"], ["marks", "both"]) or doubts(scan) == ["both"]
    assert not Signature.objects.for_school(robins.school).exists()
    row = slips.next_to_look(scan)
    assert row is not None
    looked = slips.looked(row)
    assert (looked.name, looked.pictures) == (leo.name, ("name_picture", "picture"))
    assert [line.said for line in looked.lines if not line.agreement][:2] == ["ask", "granted"]
    agreed = ["agreed"] * sum(line.agreement for line in looked.lines)
    actions.decide(row, agreed, ["refused", *["granted"] * 7], signed=True, actor=robins.head)
    assert not Signature.objects.for_school(robins.school).exists()
    assert actions.note_decided(scan, actor=robins.head) == 1
    answers = queries.photo_answers(robins.school, today(robins.school), [leo.ref])[leo.ref]
    assert (answers["website"].yes, answers["newsletter"].yes) == (False, True)


def test_the_last_decision_is_undone(robins: Robins, papers: Papers) -> None:
    scan = papers.scan(papers.sheet(robins.children[0], sign=False))
    row = slips.next_to_look(scan)
    assert row is not None
    actions.set_aside(row, actor=robins.head)
    assert slips.next_to_look(scan) is None
    undone = actions.undo_last(scan, actor=robins.head)
    assert undone == row
    assert slips.next_to_look(scan) == row
    assert actions.undo_last(scan, actor=robins.head) is None


def test_an_unsigned_slip_counts_for_nothing(robins: Robins, papers: Papers) -> None:
    scan = papers.scan(papers.sheet(robins.children[0], sign=False))
    row = slips.next_to_look(scan)
    assert row is not None
    assert "unsigned" in row.doubts
    with pytest.raises(BadInputError, match="not signed"):
        actions.decide(row, ["agreed"] * 3, ["granted"] * 8, signed=False, actor=robins.head)


def test_a_slip_without_its_code_is_known_by_its_number_or_the_child(robins: Robins, papers: Papers) -> None:
    def stained(grey: Grey, _frame: Layout) -> None:
        grey[96:312, 1240:1456] = 40

    leo = robins.children[0]
    scan = papers.scan(papers.sheet(leo, change=stained))
    row = slips.next_to_look(scan)
    assert row is not None
    assert (row.slip, row.doubts) == (None, ["no-code"])
    number = papers.codes[papers.of(leo)]
    with pytest.raises(BadInputError, match="mistyped"):
        actions.identify(row, code=number[:-1] + ("0" if number[-1] != "0" else "1"), actor=robins.head)
    for known in (
        actions.identify(row, code=number.lower(), actor=robins.head),
        actions.identify(row, child=leo, actor=robins.head),
    ):
        assert known.slip is not None
        assert known.slip.child == leo
    assert {line.said for line in slips.looked(slips.seen_of(scan, row.ref)).lines} == {"ask"}


def test_a_slip_of_older_words_and_of_a_child_who_left_is_asked_about(robins: Robins, papers: Papers) -> None:
    leo, zoe, _ = robins.children
    new = actions.draft(robins.school, "home-school", title="Other words", body="Other.", actor=ACTOR)
    actions.approve(new, actor=robins.head, from_on=today(robins.school))
    assert "old-words" in doubts(papers.scan(papers.sheet(leo)))
    slip = Slip.objects.for_school(robins.school).get(child=zoe)
    slip.run.printed_on -= timedelta(days=400)
    slip.run.save()
    assert "last-year" in doubts(papers.scan(papers.sheet(zoe)))


def test_a_page_that_cannot_be_read_keeps_its_reason_and_the_rest_go_on(robins: Robins, papers: Papers) -> None:
    letter = np.full((2376, 1680), 255, np.uint8)
    for line in range(300, 1500, 60):  # somebody's words to the school, and no slip
        letter[line : line + 12, 200:1400:7] = 0
    scan = papers.scan(letter, papers.sheet(robins.children[0]))
    assert states(scan) == ["unread", "noted"]
    failed, _new = actions.give_scan(robins.school, "x.pdf", b"%PDF-1.4 nothing", actor=ACTOR)
    assert "damaged" in actions.read_scan(failed).trouble


def test_reading_goes_on_where_it_was_stopped(robins: Robins, papers: Papers) -> None:
    leo, zoe, _ = robins.children
    data = scanned([papers.sheet(leo), papers.sheet(zoe)])
    scan, _new = actions.give_scan(robins.school, "stopped.pdf", data, actor=ACTOR)
    SlipScan.objects.for_school(robins.school).update(state="reading", read=1, pages=2)
    assert actions.read_scan(scan).state == "reading"  # another reads it just now
    SlipScan.objects.for_school(robins.school).update(moved_at=scan.given_at - timedelta(hours=1))
    assert (actions.read_scan(scan).state, states(scan)) == ("read", ["noted"])


def test_what_happened_is_in_the_record_without_a_name(robins: Robins, papers: Papers) -> None:
    papers.scan(papers.sheet(robins.children[0]), actor=as_self(robins.amara))
    kinds = {"agreements.slips-printed", "agreements.slips-given", "agreements.slips-read", "agreements.seen"}
    chain, every = school_chain(robins.school.ref), list(Label)
    found = [one for kind in kinds for one in lines(chain, labels=every, kind=kind, at_most=50)]
    assert {one.kind for one in found} == kinds
    assert not any("Leo" in str(one) for one in found)
