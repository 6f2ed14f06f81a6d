"""Letters by a real mail server: they go once, after the commit, and one that cannot go is kept and shown."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from schoolgate.frame.upkeep import sweep
from schoolgate.ledger.models import Body
from schoolgate.ledger.queries import verify
from schoolgate.notices import actions, queries
from schoolgate.notices.actions.sending import MOST_TRIES
from schoolgate.notices.contract import NoticeError
from schoolgate.notices.models import Notice
from schoolgate.notices.tests.conftest import ACTOR, Server, free_port
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.models import Person, School

CONTEXT = {"when": "2026-11-20T14:05:00+00:00", "method": "webauthn"}


def ask(head: Person, about: str = "") -> str:
    return actions.send(head.school, head.ref, "sign-in.method-added", CONTEXT, actor=ACTOR, about=about)


def row(ref: str, school: School) -> Any:
    return Notice.objects.for_school(school).get(ref=ref)


def go(later: timedelta = timedelta()) -> int:
    return actions.send_due(timezone.now() + later)


def said(school: School) -> list[str]:
    return [told.state for told in queries.waiting(school)]


def test_it_works(server: Server, head: Person) -> None:
    ref = ask(head)
    assert server.got == []  # it is in line, and nothing more
    assert go() == 1
    (letter,) = server.got
    assert letter["To"] == "head@robinhill.example"
    assert letter["From"] == "Schoolgate <schoolgate@robinhill.example>"
    assert letter["Subject"] == "A new way to sign in at Robin Hill Infant School"
    assert letter["Message-ID"] == f"<{ref}@robinhill.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "On 20 November 2026, 14:05 a passkey or security key was added" in letter.get_content()

    kept = row(ref, head.school)
    assert (kept.state, kept.context) == ("sent", {})  # what it said is needed no more
    entry = Body.objects.get(subject=ref)
    assert (entry.kind, entry.details) == ("notice.sent", '{"channel":"mail","letter":"sign-in.method-added"}')
    assert all(verdict.whole for verdict in verify())
    assert go() == 0
    assert len(server.got) == 1


def test_nothing_is_sent_of_what_was_rolled_back(server: Server, head: Person) -> None:
    with transaction.atomic():
        ask(head)
        transaction.set_rollback(True)
    assert go() == 0
    assert server.got == []


def test_the_same_about_the_same_thing_goes_once(server: Server, head: Person) -> None:
    first = ask(head, about="led_1")
    assert ask(head, about="led_1") == first
    assert go() == 1
    assert ask(head, about="led_1") == first
    assert go() == 0
    ask(head, about="led_2")
    assert go() == 1


@pytest.mark.parametrize(
    ("where", "answer", "state"),
    [
        ("RCPT", "450 later", "due"),
        ("DATA", "452 full", "due"),
        ("RCPT", "550 who", "failed"),
        ("DATA", "554 no", "failed"),
    ],
)
def test_a_server_that_refuses(server: Server, head: Person, where: str, answer: str, state: str) -> None:
    server.says[where] = answer
    ref = ask(head)
    assert go() == 0
    kept = row(ref, head.school)
    assert kept.state == state
    assert f"({answer[:3]})" in kept.trouble
    server.says.clear()
    assert go() == 0  # put off is not at once, and for good is for good
    assert go(timedelta(minutes=2)) == (1 if state == "due" else 0)
    assert said(head.school) == ([] if state == "due" else ["failed"])


@pytest.mark.parametrize(("hangs", "drops"), [("RCPT", ""), ("", "RCPT")])
def test_a_server_that_stops_answering_before_the_letter_is_asked_again(
    server: Server, head: Person, hangs: str, drops: str
) -> None:
    server.hangs, server.drops = hangs, drops
    ask(head)
    assert go() == 0
    server.hangs = server.drops = ""
    assert go(timedelta(minutes=2)) == 1
    assert len(server.got) == 1


@pytest.mark.parametrize(("hangs", "drops"), [("DATA", ""), ("", "DATA")])
def test_one_that_may_have_arrived_waits_for_a_person(server: Server, head: Person, hangs: str, drops: str) -> None:
    server.hangs, server.drops = hangs, drops
    ref = ask(head)
    assert go() == 0
    server.hangs = server.drops = ""
    assert go(timedelta(days=1)) == 0
    assert said(head.school) == ["unsure"]
    assert len(server.got) == 1
    actions.send_again(head.school, ref, actor=ACTOR)
    assert go() == 1
    assert [letter["Message-ID"] for letter in server.got] == [f"<{ref}@robinhill.example>"] * 2


def test_while_no_server_answers_only_one_is_tried(settings: Any, server: Server, head: Person) -> None:
    mailer = settings.MAILERS["default"]
    settings.MAILERS = {"default": {**mailer, "OPTIONS": {**mailer["OPTIONS"], "port": free_port()}}}
    refs = [ask(head) for _ in range(3)]
    assert go() == 0
    assert [row(ref, head.school).attempts for ref in refs] == [1, 0, 0]
    assert row(refs[0], head.school).trouble == "no mail server answers at its address"
    settings.MAILERS = {"default": mailer}
    assert go(timedelta(hours=1)) == 3


def test_one_that_nobody_takes_for_four_days_is_shown(server: Server, head: Person) -> None:
    server.says["RCPT"] = "450 later"
    ask(head)
    later = timedelta()
    for _ in range(MOST_TRIES):
        assert said(head.school) == []
        go(later)
        later += timedelta(hours=7)
    assert said(head.school) == ["failed"]
    assert later > timedelta(days=4)


def test_somebody_without_an_address_is_waited_for_and_listed_by_name(server: Server, school: School) -> None:
    chair = people.add_person(school, "Siân Prothero-Lane", actor=ACTOR)
    ask(chair)
    assert go() == 0
    (waiting,) = queries.waiting(school)
    assert (waiting.name, waiting.state) == ("Siân Prothero-Lane", "no-address")
    account = opening.add_account("per-1@no-address.invalid", "three plain words here", actor=ACTOR)
    people.give_sign_in(chair, account, actor=ACTOR)
    assert go() == 0  # the sign-in of somebody who was given a printed link, and has no address either
    people.close_account(account, actor=ACTOR)
    chair.refresh_from_db()
    account = opening.add_account("chair@robinhill.example", "three plain words here", actor=ACTOR)
    people.give_sign_in(chair, account, actor=ACTOR)
    assert go() == 1
    assert server.got[0]["To"] == "chair@robinhill.example"


def test_a_letter_follows_a_changed_address_and_stops_at_a_closed_sign_in(server: Server, head: Person) -> None:
    ask(head)
    account = head.account
    assert account is not None
    account.email = "amara@robinhill.example"
    account.save()
    assert go() == 1
    assert server.got[0]["To"] == "amara@robinhill.example"
    people.close_account(account, actor=ACTOR)
    ask(head)
    assert go() == 0
    assert said(head.school) == ["no-address"]


def test_a_link_is_locked_in_the_database_and_not_sent_when_it_has_ended(
    settings: Any, server: Server, head: Person
) -> None:
    link = f"{settings.SCHOOLGATE_URL}/set-up/a-secret-token/"
    context = {"link": link, "ends": "2026-11-22T09:00:00+00:00"}
    ref = actions.send(head.school, head.ref, "sign-in.link", context, actor=ACTOR)
    with connection.cursor() as cursor:
        cursor.execute("SELECT context FROM notices_notice")
        assert "a-secret-token" not in cursor.fetchone()[0]
    assert go(timedelta(days=8)) == 0
    assert (row(ref, head.school).trouble, row(ref, head.school).context) == ("what it said has ended", {})
    with pytest.raises(Exception, match="has ended"):
        actions.send_again(head.school, ref, actor=ACTOR)


def test_one_that_is_no_longer_needed_is_settled(server: Server, head: Person) -> None:
    server.says["RCPT"] = "550 who"
    ref = ask(head)
    go()
    actions.settle(head.school, ref, actor=ACTOR)
    assert said(head.school) == []
    assert list(Body.objects.filter(subject=ref).values_list("kind", flat=True)) == [
        "notice.not-sent",
        "notice.settled",
    ]


def test_what_its_kind_does_not_declare_is_refused_when_it_is_asked_for(head: Person) -> None:
    with pytest.raises(NoticeError, match="holds when, method"):
        actions.send(head.school, head.ref, "sign-in.method-added", {"child": "Wilf"}, actor=ACTOR)
    assert not Notice.objects.for_school(head.school).exists()


def test_a_process_that_died_with_it_in_hand_leaves_it_to_a_person(server: Server, head: Person) -> None:
    ref = ask(head)
    died = timezone.now()
    Notice.objects.for_school(head.school).update(state="sending", claimed_until=died, attempts=1)
    assert go(timedelta(minutes=1)) == 0
    assert (row(ref, head.school).state, server.got) == ("unsure", [])


def test_old_ones_go(server: Server, head: Person) -> None:
    ask(head)
    go()
    assert sweep(timezone.now() + timedelta(days=179))["notices.old"] == 0
    assert sweep(timezone.now() + timedelta(days=181))["notices.old"] == 1
