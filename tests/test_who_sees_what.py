"""Who sees what: every address of the site, and what each kind of visitor is answered.

An address missing from the table fails, so nobody adds a page without saying for whom it is. The table is the promise;
what is checked is the real middleware over the real addresses, asked and posted to by somebody of every role there is.

Answers: ``yes`` (the page, or whatever it does next: any answer but those below), ``sign in`` (sent to the sign-in
page), ``no`` (403, refused), ``none`` (404, there is no such page for them), ``token`` (401: it is for machines, whose
table is in test_what_machines_may_do.py). What stands for a thing in an address, and that another school's thing is not
found there, is in sights.py and test_other_schools_things.py.
"""

import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse
from house.machinery import MACHINERY
from house.noticing import NOTICING
from house.sights import FEW, OTHER, STAND_INS, Cast, Row, addresses, answer, at, everywhere, make_cast, rows_kept
from house.signing import SIGNING
from house.watching import WATCHING

from schoolgate.people.access import Shows, audience_of
from schoolgate.vocabulary.roles import POSTS

# Who may see a kind of page: sets of roles, named once.
MANAGERS = {"administrator", "head"}
KEEPERS = {"administrator", "head", "dsl", "online-safety-lead"}  # they look after the policy
LEADERS = KEEPERS | {"slt", "deputy-dsl"}
OVERSEERS = {"governors", "online-safety-governor", "chair", "dpo", "auditor"}  # from outside, at no child
READERS = LEADERS | OVERSEERS | {"computing-lead", "it-lead", "office", "teachers", "support-staff"}
RECORD = LEADERS | OVERSEERS
PEOPLE = LEADERS | OVERSEERS | {"office"}
ROLL = {"head", "slt", "dsl", "deputy-dsl", "office"}  # every child by name
CLASSES = ROLL | {"teachers"}  # teachers see those they teach
MAKERS = {"administrator", "head", "office"}  # they let parents and governors in
TECHNICIANS = {"administrator", "it-lead"}
GIVERS = LEADERS | {"it-lead", "office"}  # of files
ANSWERERS = {"head", "slt", "dsl", "deputy-dsl", "online-safety-lead", "computing-lead", "office", "teachers"}
FILTER_PROPOSERS = LEADERS | {"computing-lead", "it-lead"}
FILTER_READERS = FILTER_PROPOSERS | OVERSEERS
SOURCE_KEEPERS = KEEPERS | {"computing-lead", "it-lead"}  # of logs of web activity
EVERY_ROLE = set(POSTS)
NO_CHILDREN = {
    "administrator",
    "it-lead",
    "support-staff",
    "volunteers",
    "visitors",
    "parents",
    "pupils",
    "governors",
    "auditor",
    "dpo",
}

OPEN = everywhere("yes")
REFUSED = everywhere("no")
NOWHERE = everywhere("none")
MACHINES = everywhere("token")  # no sign-in lets anybody in where a token does
SIGNED_IN = everywhere("yes", anonymous="sign in")
NONE_OF_THEIRS = everywhere("none", anonymous="sign in")  # a thing of one's own that none of them has

# By the name of the address. at(ROLES) is for those of the school who hold one; the others are told "no".
TABLE: dict[str, Row] = {
    **SIGNING,
    **WATCHING,
    "people.healthy": OPEN,
    "filtering.blocked": OPEN,  # the sealed address is the key; any other has a kind page
    **dict.fromkeys(("activity.kept", "activity.asked", "activity.sources"), at(FILTER_READERS)),
    **dict.fromkeys(("activity.question", "activity.source"), at(FILTER_READERS, finding="none")),
    **dict.fromkeys(("activity.add_source", "activity.add_source_by"), at(SOURCE_KEEPERS)),
    "activity.columns": at(SOURCE_KEEPERS, finding="none"),
    **NOTICING,
    "filtering.proof": at(FILTER_READERS),
    **dict.fromkeys(("filtering.plan_test", "filtering.stand_ins"), at(LEADERS | {"computing-lead", "it-lead"})),
    "filtering.test": at(FILTER_READERS, finding="none"),
    "filtering.test_file": at(LEADERS | {"computing-lead", "it-lead"}, finding="none"),
    "filtering.asked": at(ANSWERERS),
    "filtering.sites": at(ANSWERERS),
    "filtering.found": at(ANSWERERS | {"support-staff", "it-lead", "administrator"}),  # the press alone
    "filtering.found_one": at(ANSWERERS, finding="none"),  # what it was: for whoever pressed, and who looks into it
    "people.second_step": SIGNED_IN,
    "people.sessions": SIGNED_IN,
    "people.everyone": at(PEOPLE),
    "people.add": at(MANAGERS),
    "people.person": at(PEOPLE, finding="none"),
    "people.change": at(MANAGERS, finding="yes"),  # 405: it is only posted to
    "people.agree": at(LEADERS | {"chair"}),  # likewise
    "people.letter": at(READERS, finding="none"),
    "people.end_delegation": at(READERS),  # likewise
    "people.mine": at(EVERY_ROLE),
    "people.terms": at(READERS),
    "people.give_terms": at(KEEPERS | {"office"}),  # likewise
    "people.school": at(MANAGERS),
    "caretaking.health": at(TECHNICIANS),
    "caretaking.kept": at(MANAGERS | {"dpo"}),
    "people.set_up": OPEN,  # says that the link does not work, once somebody can sign in
    "people.come_in": OPEN,
    "people.provider": NOWHERE,  # none is set up
    "people.provider_back": NOWHERE,
    "people.saml": NOWHERE,
    "people.saml_metadata": NOWHERE,
    "people.saml_back": NOWHERE,
    "people.break_seal": OPEN,
    "people.emergency": at(MANAGERS),
    "people.seal": at(MANAGERS),
    "people.link": at(MAKERS, finding="none"),  # there is no such person
    "intake.files": at(GIVERS),
    "intake.settings": at({"administrator", "head", "it-lead"}),
    "intake.file": at(GIVERS, finding="none"),
    "intake.inside": at(GIVERS - TECHNICIANS, finding="none"),
    "intake.rejects": at(GIVERS, finding="none"),
    "intake.rejects_inside": at(GIVERS - TECHNICIANS, finding="none"),
    "people.classes": at(CLASSES),
    "people.class": at(CLASSES, finding="none"),  # there is no such class
    "people.pupil": at(CLASSES, finding="none"),
    "people.family": at({"head", "dsl", "deputy-dsl", "office"}, finding="none"),
    **dict.fromkeys(("api.me", "api.send_file", "api.what_became_of_it", "api.whereabouts"), MACHINES),
    **dict.fromkeys(("api.take_bindings", "api.filter_tests", "api.send_results", "api.send_lines"), MACHINES),
    **dict.fromkeys(("estate.scim", "estate.scim_root"), MACHINES),
    "api.openapi": OPEN,
    "api.nothing": NOWHERE,  # what is answered where there is nothing
    "notices.letters": at(MANAGERS),
    "notices.again": at(MANAGERS),
    "notices.settle": at(MANAGERS),
    **MACHINERY,
    "reports.papers": at(LEADERS | {"dpo"}),
    "reports.ask": at(LEADERS | {"dpo"}, finding="none"),  # there is no such paper
    "reports.take": at(LEADERS | {"dpo"}, finding="none"),  # nor this, made
    "reports.check": OPEN,
    "home.door": SIGNED_IN,
    "home.leaves": OPEN,
    "home.trust": NONE_OF_THEIRS,  # nobody here looks after a trust: test_trusts.py has those who do
    "home.trust-subjects": NONE_OF_THEIRS,
    "home.trust-list": NONE_OF_THEIRS,
    "home.trust-school": NONE_OF_THEIRS,
    "home.today": at(READERS),
    "home.policy": at(READERS),
    "home.rulings": at(READERS),  # those who look after the policy post to it
    "home.reading": at(KEEPERS),
    "home.same": at(KEEPERS),
    "home.withdraw": at(KEEPERS),
    "home.missed": at(KEEPERS),
    "home.upload": at(KEEPERS),
    "home.read": at(READERS, finding="none"),  # there is no such version
    "home.confirm": at(KEEPERS),
    "home.review": at(RECORD),  # those who look after the policy post to it, and to the next
    "home.asked": at(RECORD),
    "home.versions": at(READERS),
    "home.between": at(READERS, finding="none"),
    "home.amendments": at(RECORD),  # those who look after the policy post to it
    "home.propose": at(KEEPERS, finding="none"),  # nothing is in force to be worded otherwise
    "home.paper": at(RECORD, finding="none"),
    "home.frameworks": at(READERS),
    "home.friday": at(READERS),
    "home.first": at(MANAGERS),
    "home.questions": at(MANAGERS),
    "home.living": at(MANAGERS),
    "home.ask": at(MANAGERS, finding="none"),  # there is no such letter
    "home.holds": at(RECORD),
    "home.governors": at(RECORD),
    "home.settings": at(MANAGERS),
    "home.jobs": at(READERS),
    "home.jobs-feed": NOWHERE,  # no such secret
    "home.job": at(READERS, finding="none"),  # there is no such job
    "home.job-file": at(READERS, finding="none"),
    "home.put-right": at(LEADERS, finding="none"),
    "home.visit": at({"administrator", "head", "it-lead", "office"}),
    "home.ask-about": at(KEEPERS | {"computing-lead", "it-lead"}),  # 405: it is only posted to
    "home.record": at(RECORD),
    "home.record_pack": at(RECORD),  # 405: it is only posted to
    "home.note": at(RECORD, finding="none"),  # theirs was never sealed
    "filtering.overview": at(FILTER_READERS),
    "filtering.settings": at(FILTER_READERS),
    "filtering.version": at(FILTER_READERS, finding="none"),
    "filtering.propose": at(FILTER_PROPOSERS),
    "filtering.propose_level": at(FILTER_PROPOSERS, finding="none"),
    "filtering.propose_part": at(FILTER_PROPOSERS, finding="none"),
    "filtering.proposal": at(FILTER_READERS, finding="none"),
    "filtering.now": at(FILTER_PROPOSERS | {"teachers", "support-staff"}),  # whoever is with the children
    "registers.risks": at(RECORD),
    "registers.add_risk": at(LEADERS),
    "registers.risk": at(LEADERS, finding="none"),
    "registers.agencies": at(READERS),
    "registers.add_agency": at(KEEPERS | {"office"}),
    "registers.agency": at(KEEPERS | {"office"}, finding="none"),
    "registers.contacts": at({"head", "dsl", "deputy-dsl"}),  # cases are spoken of
    "registers.horizon": at(LEADERS),
    "filtering.lists": at(LEADERS | OVERSEERS | {"computing-lead", "it-lead"}),
    "filtering.list": at(LEADERS | OVERSEERS | {"computing-lead", "it-lead"}, finding="none"),
    "filtering.choose_list": at(KEEPERS | {"computing-lead", "it-lead"}),
    "filtering.give_list": at(KEEPERS | {"computing-lead", "it-lead"}),
    "filtering.dry_run": at(LEADERS | {"computing-lead", "it-lead", "chair"}, finding="none"),
    "filtering.report": at(LEADERS | OVERSEERS | {"computing-lead", "it-lead"}),
    "learning.training": at(PEOPLE),
    "learning.mine": at(EVERY_ROLE),
    "learning.add_course": at(LEADERS | {"office"}),
    "learning.course": at(LEADERS | {"office"}, finding="none"),
    "learning.certificate": at(EVERY_ROLE, finding="none"),  # one's own, or for those who keep the record
    "learning.programme": at(PEOPLE),
    "learning.names": at(LEADERS | {"office"}),
    "account_login": OPEN,
    "account_logout": OPEN,
    "account_inactive": OPEN,
    "account_signup": REFUSED,
    "account_reauthenticate": SIGNED_IN,
    "account_email": REFUSED,
    "account_email_verification_sent": REFUSED,
    "account_confirm_email": REFUSED,
    "account_change_password": SIGNED_IN,
    "account_set_password": REFUSED,
    "account_reset_password": OPEN,
    "account_reset_password_done": OPEN,
    "account_reset_password_from_key": OPEN,
    "account_reset_password_from_key_done": OPEN,
    "account_confirm_login_code": REFUSED,
    "mfa_index": SIGNED_IN,
    "mfa_authenticate": OPEN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": NONE_OF_THEIRS,  # none of them has one to take away
    "mfa_view_recovery_codes": NONE_OF_THEIRS,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": NONE_OF_THEIRS,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": NONE_OF_THEIRS,  # nor this
    "mfa_edit_webauthn": SIGNED_IN,  # first asked for their password again
    "mfa_login_webauthn": OPEN,
}


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def test_it_works(cast: Cast) -> None:
    assert answer(Client().get("/healthy/")) == "yes"


def test_the_table_names_every_address_and_none_that_is_gone() -> None:
    assert sorted(TABLE) == sorted(addresses(get_resolver()))


@pytest.mark.parametrize("method", ["get", pytest.param("post", marks=pytest.mark.once)])
def test_everybody_is_answered_as_the_table_says(cast: Cast, method: str) -> None:
    """What is posted is empty. Whoever may not is refused, and nothing of any room is written for them.

    Who may is asked of everybody once, on SQLite; on PostgreSQL every page is opened by the first who may.
    """
    wrong: list[str] = []
    before = rows_kept()
    for name, (_, varying) in addresses(get_resolver()).items():
        address = reverse(name, kwargs={key: {"school": cast.school.ref, **STAND_INS}[key] for key in varying})
        for visitor in _asking(TABLE[name], list(cast.visitors)):
            promised = TABLE[name].answers(visitor)
            if method == "post" and (promised == "yes" or not TABLE[name].of_school):
                continue  # what those do who may is for their own rooms' tests
            got = answer(getattr(cast.client(visitor), method)(address))
            if got != promised:
                wrong.append(f"{name} ({address}): {visitor} is answered {got!r}, not {promised!r}")
    assert wrong == []
    assert method == "get" or rows_kept() == before


def _asking(row: Row, visitors: list[str]) -> list[str]:
    everybody = visitors if row.of_school else list(FEW)
    if connection.vendor != "postgresql":
        return everybody
    return [who for who in everybody if row.answers(who) == "yes"][:1] or everybody[:1]


def test_every_page_of_a_school_says_what_it_shows() -> None:
    said = {name: audience_of(view) for name, (view, _) in addresses(get_resolver()).items()}
    pages = {name: audience for name, audience in said.items() if audience and audience.school}
    assert [name for name, audience in pages.items() if audience.shows is Shows.UNSAID] == []


def test_technicians_and_support_staff_see_machinery_and_no_children(cast: Cast) -> None:
    for name, (view, _) in addresses(get_resolver()).items():
        audience = audience_of(view)
        if audience and audience.shows is Shows.CHILDREN:
            let_in = {role for role in POSTS if TABLE[name].answers(role) not in ("no", OTHER)}
            assert audience.roles, name
            assert not let_in & NO_CHILDREN, name


def test_families_visitors_and_volunteers_see_no_page_of_the_staff() -> None:
    outside = ("volunteers", "visitors", "parents", "pupils")
    said = {name: audience_of(view) for name, (view, _) in addresses(get_resolver()).items()}
    staff = [name for name, one in said.items() if one and one.school and one.shows is not Shows.OWN]
    assert [name for name in staff for role in outside if TABLE[name].answers(role) != "no"] == []
