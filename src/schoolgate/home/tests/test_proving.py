"""Each promise says the very thing that would prove it, and no two kinds of promise the same."""

from dataclasses import replace

from django.test import Client

from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence import queries as evidence
from schoolgate.evidence.judging import PolicyStanding
from schoolgate.home.proving import proof_of_a_job, proofs
from schoolgate.home.tests import a_document
from schoolgate.home.tests.asking import opened, words_of
from schoolgate.home.visits import Errand
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy.models import Version
from schoolgate.vocabulary.facts import FACTS


def found(school: School) -> PolicyStanding:
    standing = evidence.standing(school, on=today(school))
    assert standing is not None
    return standing


def told(school: School, sentence: str) -> list[str]:
    (promise,) = (one for one in found(school).promises if one.promise.clause.text == sentence)
    return [proof.words for proof in proofs(promise)]


def test_a_file_is_named_with_what_is_counted_in_it(client: Client, school: School, in_force: Version) -> None:
    proof = "The device list from IT support: devices that lock themselves when left."
    assert told(school, a_document.LOCK) == [proof]
    page = words_of(client.get(opened(client, school, a_document.LOCK)))
    assert f"What proves it {proof} Export the list from what manages the devices" in page


def test_a_persons_word_is_named_with_what_they_would_say(client: Client, school: School, in_force: Version) -> None:
    (proof,) = told(school, a_document.FILTER)
    assert proof == "A confirmation by the safeguarding lead that monitoring alerts were read and acted on."


def test_every_promise_has_something_that_proves_it(school: School, in_force: Version) -> None:
    promises = found(school).promises
    assert promises
    assert all(proofs(promise) for promise in promises)


def test_a_job_says_what_doing_it_says() -> None:
    assert proof_of_a_job("password_rules") == "That systems refuse weak passwords."
    assert proof_of_a_job("") == "That it is kept."
    for control in CONTROLS:
        if control.ask is not None:
            assert FACTS[control.ask.fact].words[1:] in proof_of_a_job(control.key)


def test_nothing_is_declared_that_no_check_asks_for() -> None:
    assert {fact for control in CONTROLS for fact in control.facts} == set(FACTS)


def test_a_long_proof_takes_its_room_on_the_sheet() -> None:
    short = Errand("Look round", 5, "", "That it is kept. Who, when:", ref="job")
    assert replace(short, proof="That what is shared " * 8).height > short.height
