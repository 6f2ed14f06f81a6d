"""Finding a school in the register, and taking it from there."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from schoolgate.frame.actor import operator
from schoolgate.kernel.clocks.statutory import STATUTORY
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import INSTANCE, trust_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions, opening, queries, register
from schoolgate.people.access import roles_of, today
from schoolgate.people.actions.register import MADE_UP, Loaded
from schoolgate.people.models import Person, RegisteredSchool, RegisterReject, School
from schoolgate.vocabulary.schools import Funding, level_for_age, level_for_school

ACTOR = operator("test")
NOVEMBER = date(2026, 11, 2)


@pytest.fixture
def loaded(db: None) -> Loaded:
    return actions.load_register(MADE_UP, actor=ACTOR)


def a_copy(
    folder: Path, change: str = "", into: str = "", *, name: str = "register-20261201.csv", most: int = 99
) -> Path:
    text = MADE_UP.read_text(encoding="cp1252").replace(change, into) if change else MADE_UP.read_text("cp1252")
    file = folder / name
    file.write_text("\n".join(text.splitlines()[: most + 1]) + "\n", encoding="cp1252")
    return file


def test_it_works(loaded: Loaded) -> None:
    assert loaded == Loaded(NOVEMBER, 12, 0)
    school = actions.add_registered_school("900001", actor=ACTOR)
    assert (school.name, school.age_from, school.age_to, school.roll) == ("Robin Hill Infant School", 4, 7, 178)
    assert (school.website, school.nation, school.funding) == ("https://www.robinhill.example", "england", "maintained")
    assert school.register_on == NOVEMBER


@pytest.mark.parametrize(
    ("words", "urn"),
    [
        ("robin hill", "900001"),
        ("ROBIN  hill inf", "900001"),
        ("900001", "900001"),
        ("9982001", "900001"),
        ("zz11aa", "900001"),
        ("zz1 1aa", "900001"),
        ("st aldhelms", "900003"),
        ("saint aldhelm’s church of england", "900003"),
        ("herons reach", "900006"),
        ("kestrelby owlet", "900012"),
        ("Robbin Hil Infants School", "900001"),
    ],
)
def test_a_school_is_found_by_what_people_type(loaded: Loaded, words: str, urn: str) -> None:
    assert next(iter(register.find(words))).urn == urn


@pytest.mark.parametrize("words", ["", "  ", "%", "zzzzqqqq", "' OR 1=1 --"])
def test_nothing_is_found_by_nonsense(loaded: Loaded, words: str) -> None:
    assert register.find(words) == []


def test_a_closed_school_is_found_only_when_asked_for_and_never_added(loaded: Loaded) -> None:
    assert [row.urn for row in register.find("robin hill first")] != ["900008"]
    assert [row.urn for row in register.find("robin hill first", closed_too=True)] == ["900008"]
    with pytest.raises(BadInputError, match="closed"):
        actions.add_registered_school("900008", actor=ACTOR)


def test_two_schools_of_one_trust_make_one_trust(loaded: Loaded) -> None:
    wren, larkfield = (actions.add_registered_school(urn, actor=ACTOR) for urn in ("900002", "900004"))
    assert wren.trust is not None
    assert wren.trust == larkfield.trust
    (line,) = lines(trust_chain(wren.trust.ref), labels=["school"])
    assert line.kind == "trust.added"


def test_the_same_file_again_adds_nothing(loaded: Loaded) -> None:
    again = actions.load_register(MADE_UP, actor=ACTOR)
    assert again == Loaded(NOVEMBER, 12, 0, repeated=True)
    assert [line.kind for line in lines(INSTANCE, labels=["school"])] == ["register.loaded"]


def test_a_newer_extract_takes_the_place_of_the_older_and_an_older_one_does_not(loaded: Loaded, tmp_path: Path) -> None:
    actions.load_register(a_copy(tmp_path, ",178,", ",181,"), actor=ACTOR)
    assert RegisteredSchool.objects.get(urn="900001").roll == 181
    with pytest.raises(BadInputError, match="one of 1 December 2026 is held"):
        actions.load_register(MADE_UP, actor=ACTOR)


def test_an_extract_cut_short_is_refused_and_the_one_held_stays(loaded: Loaded, tmp_path: Path) -> None:
    short = a_copy(tmp_path, most=10)
    with pytest.raises(BadInputError, match="it has 10 schools, and the extract held has 12"):
        actions.load_register(short, actor=ACTOR)
    assert RegisteredSchool.objects.count() == 12
    assert actions.load_register(short, actor=ACTOR, smaller=True).kept == 10


def test_a_rejected_row_is_kept_with_its_reason_and_a_repeated_number_is_one(db: None, tmp_path: Path) -> None:
    loaded = actions.load_register(a_copy(tmp_path, "900002", "900001"), actor=ACTOR)
    assert (loaded.kept, loaded.rejected) == (11, 1)
    assert RegisterReject.objects.get().reason == "The URN 900001 was there already."


def test_an_extract_without_a_day_asks_for_one(db: None, tmp_path: Path) -> None:
    file = a_copy(tmp_path, name="schools.csv")
    with pytest.raises(BadInputError, match="--dated"):
        actions.load_register(file, actor=ACTOR)
    assert actions.load_register(file, actor=ACTOR, dated=NOVEMBER).kept == 12


def test_a_school_here_is_brought_up_to_a_newer_extract_only_when_asked(loaded: Loaded, tmp_path: Path) -> None:
    school = actions.add_registered_school("900001", actor=ACTOR)
    actions.load_register(a_copy(tmp_path, ",178,", ",181,"), actor=ACTOR)
    school.refresh_from_db()
    assert school.roll == 178
    assert actions.take_from_register(school, actor=ACTOR).roll == 181
    school.refresh_from_db()
    assert (school.roll, school.register_on) == (181, date(2026, 12, 1))


def test_a_school_the_register_lacks_is_named(loaded: Loaded) -> None:
    with pytest.raises(NotFoundError, match="999999"):
        actions.add_registered_school("999999", actor=ACTOR)


def test_the_same_school_is_not_added_twice(loaded: Loaded) -> None:
    actions.add_registered_school("900001", actor=ACTOR)
    with pytest.raises(BadInputError):
        actions.add_registered_school("900001", actor=ACTOR)
    with pytest.raises(BadInputError, match="of that name is here already"):
        actions.add_school(name="robin hill infant school", actor=ACTOR)
    assert School.objects.count() == 1


def test_the_kind_of_school_chooses_its_deadlines_and_its_age_the_level(loaded: Loaded) -> None:
    wren = actions.add_registered_school("900002", actor=ACTOR)
    keys = {deadline.key for deadline in queries.legal_deadlines(wren)}
    assert "freedom-of-information" in keys
    assert "educational-record" not in keys  # an academy
    named = {kind for entry in STATUTORY.values() for kind in entry.funding}
    assert named <= set(Funding)  # the law speaks of kinds of school that there are
    assert [level_for_school(age) for age in (None, 4, 7, 8)] == ["infant", "infant", "infant", "junior"]
    assert [level_for_age(age) for age in (3, 7, 8, 15)] == ["infant", "infant", "junior", "junior"]


def test_the_first_administrator_chooses_the_school_from_the_register(loaded: Loaded, client: Client) -> None:
    token = opening.make_setup_link(actor=ACTOR)
    found = client.get(f"/set-up/{token}/", {"q": "robin hil"}).content.decode()
    assert "Robin Hill Infant School" in found
    assert "Wren Lane" not in found
    chosen = client.get(f"/set-up/{token}/", {"urn": "900001"}).content.decode()
    assert "178 pupils" in chosen
    who = {"post": "head", "name": "Amara Whitlock", "email": "head@robinhill.example", "password": "three-small-owls"}
    assert client.post(f"/set-up/{token}/?urn=900001", {"urn": "900001", **who}).status_code == 302
    school = School.objects.get()
    assert (school.urn, school.roll) == ("900001", 178)
    person = Person.objects.for_school(school).get()
    assert person.name == "Amara Whitlock"
    assert roles_of(person, today(school)) == {"administrator", "head"}


def test_the_first_administrator_can_go_on_without_the_register(loaded: Loaded, client: Client) -> None:
    token = opening.make_setup_link(actor=ACTOR)
    nothing = client.get(f"/set-up/{token}/", {"q": "no such place"}).content.decode()
    assert "2 November 2026" in nothing
    assert "by_hand=yes" in nothing
    assert 'name="school_name"' in client.get(f"/set-up/{token}/", {"by_hand": "yes"}).content.decode()


def test_a_school_number_made_up_by_a_hand_in_the_address_is_no_page(loaded: Loaded, client: Client) -> None:
    token = opening.make_setup_link(actor=ACTOR)
    assert client.get(f"/set-up/{token}/", {"urn": "123"}).status_code == 404
