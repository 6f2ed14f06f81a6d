"""The pages of classes and pupils: who sees every child, who sees those they teach, and that looking is recorded."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from schoolgate.frame.actor import operator
from schoolgate.kernel.errors import NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions, opening
from schoolgate.people.access import today
from schoolgate.people.classes import queries
from schoolgate.people.models import Group, Person, School
from schoolgate.people.rolls import Names, Place, Said

ACTOR = operator("test")
WREN, ROBIN = Place("class", "Wren", "pupil"), Place("class", "Robin", "pupil")
YEAR = Place("year", "Year 1", "pupil", 1)


@pytest.fixture
def school(db: None) -> School:
    """Two classes: Sam teaches Wren. Zoë goes by another name than in law, and was in Robin until yesterday."""
    school = actions.add_school(name="Robin Hill Infant School", actor=ACTOR)
    day, zoe = today(school), Names("Zoë", "Ó Briain", "Zo", born="2020-01-14")
    before = day - timedelta(days=30)
    first = [
        _joins(before, zoe, ROBIN, YEAR),
        _joins(before, Names("Ada", "Nakamura-Lane", born="2020-02-02"), ROBIN, YEAR),
        Said(
            "joiners",
            before,
            names=Names("Sam", "Rook"),
            into=(Place("class", "Wren", "staff"), Place("teaching", "Choir", "staff")),
            begins=("teachers",),
        ),
    ]
    actions.load_roll(school, first, ref="roll-1", actor=ACTOR, at=timezone.now())
    robin = next(group for group in Group.objects.for_school(school) if group.name == "Robin")
    moves = Said("movers", day, _ref(school, "Zo Ó Briain"), into=(WREN,), out_of=(robin.ref,))
    actions.load_roll(school, [moves], ref="roll-2", actor=ACTOR, at=timezone.now())
    return school


def _joins(day: date, names: Names, *places: Place) -> Said:
    numbers = {"upn": f"N{names.born.replace('-', '')}0001"}
    return Said("joiners", day, names=names, identifiers=numbers, into=places, begins=("pupils",))


def _ref(school: School, name: str) -> str:
    return str(next(one.ref for one in Person.objects.for_school(school) if one.name == name))


def _signed_in(school: School, role: str, person: Person | None = None) -> Client:
    account = opening.add_account(f"{role}@robinhill.example", "three plain words here", actor=ACTOR)
    who = person or actions.add_person(school, f"Somebody {role}", actor=ACTOR)
    actions.give_sign_in(who, account, actor=ACTOR)
    if person is None:
        actions.give_role(who, role, actor=ACTOR, valid_from=today(school))
    client = Client()
    client.force_login(account)
    return client


def _teacher(school: School) -> Client:
    return _signed_in(school, "teachers", Person.objects.for_school(school).get(ref=_ref(school, "Sam Rook")))


def _group(school: School, name: str) -> str:
    return str(next(group.ref for group in Group.objects.for_school(school) if group.name == name))


def _address(school: School, page: str, *refs: str) -> str:
    return reverse(f"people.{page}", args=[school.ref, *refs])


def test_it_works(school: School) -> None:
    told = _signed_in(school, "head").get(_address(school, "classes")).content.decode()
    assert "2 pupils in 2 classes" in told
    assert told.index("Robin</a>") < told.index("Teaching groups") < told.index("Choir</a>")
    assert [(row.name, row.pupils, row.staff) for row in queries.classes(school, today(school))] == [
        ("Robin", 1, ()),
        ("Wren", 1, ("Sam Rook",)),
        ("Choir", 0, ("Sam Rook",)),
    ]
    assert queries.years(school, today(school)) == [("Year 1", 2)]


def test_a_past_day_has_its_own_classes(school: School) -> None:
    yesterday = today(school) - timedelta(days=1)
    assert [one.name for one in queries.class_list(school, _group(school, "Robin"), yesterday).pupils] == [
        "Ada Nakamura-Lane",
        "Zo Ó Briain",
    ]


def test_the_head_sees_a_pupil_whole_and_once_a_day_it_is_recorded(school: School) -> None:
    client, zoe = _signed_in(school, "head"), _ref(school, "Zo Ó Briain")
    told = [client.get(_address(school, "pupil", zoe)).content.decode() for _ in range(2)]
    for words in ("Zo Ó Briain", "Zoë Ó Briain", "14 January 2020", "N202001140001", "Wren", "Robin"):
        assert words in told[0]
    looks = [
        line for line in lines(school_chain(school.ref), labels=["safeguarding"]) if line.kind == "person.looked-at"
    ]
    assert [line.subject for line in looks] == [zoe]


def test_a_teacher_sees_their_own_class_and_less_of_each_child(school: School) -> None:
    client = _teacher(school)
    told = client.get(_address(school, "classes")).content.decode()
    assert "Your classes" in told
    assert "Wren" in told
    assert "Robin</a>" not in told
    mine = client.get(_address(school, "pupil", _ref(school, "Zo Ó Briain"))).content.decode()
    assert "Zoë Ó Briain" in mine
    assert "14 January" not in mine
    assert "N20200114" not in mine


def test_to_a_teacher_another_class_and_its_children_are_not_there(school: School) -> None:
    client = _teacher(school)
    assert client.get(_address(school, "class", _group(school, "Wren"))).status_code == 200
    assert client.get(_address(school, "class", _group(school, "Robin"))).status_code == 404
    assert client.get(_address(school, "pupil", _ref(school, "Ada Nakamura-Lane"))).status_code == 404


@pytest.mark.parametrize("role", ["it-lead", "support-staff", "governors", "chair", "auditor", "dpo", "computing-lead"])
def test_those_whose_work_it_is_not_see_none_of_it(school: School, role: str) -> None:
    client = _signed_in(school, role)
    asked = [("classes",), ("class", _group(school, "Wren")), ("pupil", _ref(school, "Zo Ó Briain"))]
    assert [client.get(_address(school, *one)).status_code for one in asked] == [403, 403, 403]


def test_whoever_looks_after_schoolgate_sees_no_child_by_that(school: School) -> None:
    client = _signed_in(school, "administrator")
    assert client.get(_address(school, "classes")).status_code == 403
    person = Person.objects.for_school(school).get(ref=_ref(school, "Somebody administrator"))
    actions.give_role(person, "office", actor=ACTOR, valid_from=today(school))
    assert client.get(_address(school, "classes")).status_code == 200


def test_a_technician_who_administers_and_teaches_sees_what_a_teacher_sees(school: School) -> None:
    sam = Person.objects.for_school(school).get(ref=_ref(school, "Sam Rook"))
    for role in ("administrator", "it-lead"):
        actions.give_role(sam, role, actor=ACTOR, valid_from=today(school))
    client = _signed_in(school, "teachers", sam)
    asked = [client.get(f"/schools/{school.ref}/classes/{_group(school, name)}/") for name in ("Wren", "Robin")]
    assert [answer.status_code for answer in asked] == [200, 404]


def test_a_person_who_is_no_pupil_has_no_page_here(school: School) -> None:
    with pytest.raises(NotFoundError):
        queries.pupil(school, _ref(school, "Sam Rook"), today(school))


def test_before_anything_is_loaded_it_says_what_to_do(db: None) -> None:
    empty = actions.add_school(name="Wren Lane Primary School", actor=ACTOR)
    told = _signed_in(empty, "head").get(_address(empty, "classes")).content.decode()
    assert "No class is known yet." in told


def test_a_childs_classes_say_who_taught_them_and_when(school: School) -> None:
    """Robin had Ada first and then Ben; Sam, who has Wren, came after and is not in it."""
    day = today(school)
    began, later = day - timedelta(days=30), day - timedelta(days=10)
    robin = next(group for group in Group.objects.for_school(school) if group.name == "Robin")
    own, helps = Place("class", "Robin", "staff", primary=True), Place("class", "Robin", "staff")
    staff = [
        Said("joiners", began, names=Names("Ada", "Quill"), into=(own,), begins=("teachers",)),
        Said("joiners", later, names=Names("Ben", "Lark"), into=(helps,), begins=("teachers",)),
    ]
    actions.load_roll(school, staff, ref="roll-3", actor=ACTOR, at=timezone.now())
    marked = Said("movers", day - timedelta(days=5), _ref(school, "Ben Lark"), into=(own,))
    actions.load_roll(school, [marked], ref="roll-4", actor=ACTOR, at=timezone.now())

    (before,) = [one for one in queries.pupil(school, _ref(school, "Zo Ó Briain"), day).before if one.kind == "class"]

    assert (before.group, before.first, before.last) == (robin.ref, began, day - timedelta(days=1))
    assert [(one.name, one.primary, one.first, one.last, one.whole) for one in before.staff] == [
        ("Ada Quill", True, began, day - timedelta(days=1), True),
        ("Ben Lark", True, later, day - timedelta(days=1), False),
    ]
    found = queries.class_list(school, robin.ref, day)
    assert found.teacher == "Ben Lark", "of two marks the later one"
    (taught,) = queries.classes_of(school, _ref(school, "Ben Lark"))
    assert (taught.name, taught.first, taught.last) == ("Robin", later, None), "a mark begins no new time"
    page = _signed_in(school, "head").get(_address(school, "pupil", _ref(school, "Zo Ó Briain"))).content.decode()
    assert "Ada Quill, class teacher" in page
    person = _signed_in(school, "slt").get(_address(school, "person", _ref(school, "Ben Lark"))).content.decode()
    assert 'id="classes"' in person
