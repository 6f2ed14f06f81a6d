"""Files of School Data Sync read as a roll: families, classes, and rows that keep the place they came from."""

import pytest

from schoolgate.feeds.catalogue.sds import FEED
from schoolgate.feeds.contract import Item, Layout, Reject, Row
from schoolgate.kernel.errors import BadInputError

NEW, UK = (dict(example.files) for example in FEED.examples)


def read(files: dict[str, str], **changed: str) -> list[Item]:
    """The files with some of them changed; an empty one is taken away."""
    named = {**files, **{f"{name}.csv": text for name, text in changed.items()}}
    return list(FEED.parse({name: text.encode() for name, text in named.items() if text}, Layout()))


def of(items: list[Item], what: str) -> list[dict[str, str]]:
    return [dict(item.values) for item in items if isinstance(item, Row) and item.values["what"] == what]


def test_it_works() -> None:
    items = read(NEW)
    (zoe,), (sam,), (una,) = of(items, "pupil"), of(items, "staff"), of(items, "carer")
    assert (zoe["given_name"], zoe["year"], zoe["sourced-id"]) == ("Zoë", "1", "p1")
    assert (sam["role"], sam["email"]) == ("teachers", "sr@robinhill.example")
    assert (una["email"], una["phone"]) == ("una@example.org", "01632960123")
    (tie,) = of(items, "cares")
    assert (tie["carer"], tie["sourced-id"], tie["relation"]) == ("g1", "p1", "parent")
    assert "responsibility" not in tie, "these files do not say who has parental responsibility"
    assert of(items, "whole")


def test_a_teacher_who_is_also_a_parent_is_one_person() -> None:
    items = read(NEW, relationships="userSourcedId,relationshipUserSourcedId,relationshipRole\np1,t1,mother\n")
    (tie,), (sam,) = of(items, "cares"), of(items, "staff")
    assert tie["carer"] == sam["carer"] == "t1"
    assert of(items, "carer") == []


def test_a_doctor_is_no_family() -> None:
    items = read(NEW, relationships=NEW["relationships.csv"] + "p1,t1,doctor\n")
    assert len(of(items, "cares")) == 1
    assert any("doctor (1)" in row["words"] for row in of(items, "remark"))


def test_the_form_of_the_united_kingdom_says_which_school_by_its_number() -> None:
    items = read(UK)
    assert [row["number"] for row in of(items, "school")] == ["9992002"]
    assert [row["given_name"] for row in of(items, "pupil")] == ["Zoë"]
    (kept,) = of(items, "unusable")
    assert (kept["given_name"], kept["of"]) == ("Ty", "pupil"), "nobody leaves because their row was spoilt"
    (orphan,) = [item for item in items if isinstance(item, Reject)]
    assert (orphan.part, orphan.line, orphan.raw) == ("StudentEnrollment.csv", 3, "c1, p9")


def test_children_in_several_classes_are_taught_in_them_and_in_one_belong_to_it() -> None:
    more = read(
        NEW, classes=NEW["classes.csv"] + "c2,820,Phonics\n", enrollments=NEW["enrollments.csv"] + "c2,p1,student\n"
    )
    assert {row["kind"] for row in of(more, "class")} == {"teaching"}
    assert {row["kind"] for row in of(read(NEW), "class")} == {"class"}


def test_a_password_is_kept_nowhere() -> None:
    users = NEW["users.csv"].replace("p1,zo@robinhill.example,Zoë,Ó Briain,,", "p1,zo@robinhill.example,,,owls-three,")
    assert "owls-three" not in str(read(NEW, users=users))
    assert of(read(NEW, users=users), "unusable")


def test_a_row_that_cannot_be_parted_keeps_its_file_and_line() -> None:
    items = read(UK, Teacher=UK["Teacher.csv"] + "t2,9992002,ab@robinhill.example,Ann,Marlow,what,is,this\n")
    found = [item for item in items if isinstance(item, Row) and item.values["what"] == "unusable"]
    assert ("Teacher.csv", 3) in {(item.part, item.line) for item in found}


def test_without_anybody_it_is_refused_by_name() -> None:
    with pytest.raises(BadInputError, match=r"users\.csv"):
        read(NEW, users="")
