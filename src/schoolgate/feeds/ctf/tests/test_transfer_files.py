"""Transfer files as schools send them: of every edition, with contacts, and spoilt in every way a file can be."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolgate.feeds.contract import Item, Reject, Row
from schoolgate.feeds.ctf.roll import rows
from schoolgate.kernel.errors import BadInputError

NAME = "9992001_CTF_9992002_001.xml"
UPNS = ("M820200000011", "R674123101121", "N820200001003")


def pupil(number: int = 0, *, contacts: str = "", more: str = "", upn: str | None = None) -> str:
    given = ("Zoë", "Tam", "Ada")[number]
    return (
        f"<Pupil><UPN>{UPNS[number] if upn is None else upn}</UPN><Surname>O'Hara</Surname><Forename>{given}</Forename>"
        f"<DOB>2020-0{number + 1}-14</DOB><Gender>F</Gender><BasicDetails><NCyearActual>R</NCyearActual></BasicDetails>"
        f"<Contacts>{contacts}</Contacts>{more}</Pupil>\n"
    )


def contact(
    relation: str = "PAM", *, responsible: str = "true", given: str = "Una", email: str = "", **more: str
) -> str:
    tags = "".join(f"<{key}>{value}</{key}>" for key, value in more.items())
    return (
        f"<Contact><Surname>O'Hara</Surname><Forename>{given}</Forename><Relationship>{relation}</Relationship>"
        f"<Responsibility>{responsible}</Responsibility><Email>{email}</Email>{tags}</Contact>"
    )


def file_of(*pupils: str, edition: str = "25.0", to: str = "<LEA>999</LEA><Estab>2002</Estab>", head: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<CTfile{head}><Header><CTFversion>{edition}</CTFversion>'
        f"<SourceSchool><LEA>999</LEA><Estab>2001</Estab></SourceSchool><DestSchool>{to}</DestSchool></Header>\n"
        f"<CTFpupilData>\n{''.join(pupils)}</CTFpupilData></CTfile>"
    )


def read(words: str | bytes, name: str = NAME) -> list[Item]:
    return list(rows(words if isinstance(words, bytes) else words.encode(), name))


def of(items: list[Item], what: str) -> list[dict[str, str]]:
    return [dict(item.values) for item in items if isinstance(item, Row) and item.values["what"] == what]


def remarks(items: list[Item]) -> str:
    return " ".join(row["words"] for row in of(items, "remark"))


def test_it_works() -> None:
    items = read(file_of(pupil(contacts=contact(email="una@example.org", Order="2"))))
    (zoe,), (una,), (tie,) = of(items, "pupil"), of(items, "carer"), of(items, "cares")
    assert (zoe["given_name"], zoe["born"], zoe["upn"], zoe["year"]) == ("Zoë", "2020-01-14", UPNS[0], "0")
    assert (una["family_name"], una["email"]) == ("O'Hara", "una@example.org")
    assert (tie["upn"], tie["relation"], tie["responsibility"], tie["order"]) == (UPNS[0], "mother", "yes", "2")
    assert tie["carer"] == una["carer"]
    assert of(items, "changes"), "nobody leaves because a transfer file does not name them"
    assert of(items, "school") == [{"what": "school", "school": "destination", "name": "", "number": "9992002"}]


def test_one_parent_of_two_children_is_one_person_and_two_of_one_name_are_not() -> None:
    same = contact(email="una@example.org")
    items = read(file_of(pupil(0, contacts=same), pupil(1, contacts=same), pupil(2, contacts=contact())))
    assert len(of(items, "carer")) == 2
    assert Counter(tie["carer"] for tie in of(items, "cares")).most_common(1)[0][1] == 2


@pytest.mark.parametrize(("said", "means"), [("true", "yes"), ("1", "yes"), ("false", "no"), ("", None), ("?", None)])
def test_responsibility_is_taken_only_where_it_is_said(said: str, means: str | None) -> None:
    (tie,) = of(read(file_of(pupil(contacts=contact(responsible=said)))), "cares")
    assert tie.get("responsibility") == means


def test_whoever_is_no_family_is_left_out_and_a_new_relationship_is_said() -> None:
    items = read(file_of(pupil(contacts=contact("DOC") + contact("SWR", given="Ivy") + contact("ZZZ", given="Max"))))
    assert {row["given_name"] for row in of(items, "carer")} == {"Ivy", "Max"}
    assert [row["relation"] for row in of(items, "cares")] == ["social-worker", "other"]
    assert "1 contact of no family" in remarks(items)
    assert "ZZZ" in remarks(items)


def test_care_needs_and_ethnicity_are_never_read() -> None:
    more = "<LookedAfter><InCare>true</InCare></LookedAfter><SENhistory><SEN/></SENhistory>"
    items = read(file_of(pupil(more=more)))
    assert "InCare" not in str(items)
    assert "LookedAfter" not in remarks(items), "that a child is in care is not even counted"


def test_elements_that_are_new_are_counted_and_named() -> None:
    items = read(file_of(pupil(more="<Hobby>chess</Hobby>"), pupil(1, more="<Hobby>judo</Hobby>"), edition="31.0"))
    assert "Hobby (2)" in remarks(items)
    assert "edition 31" in remarks(items)
    assert len(of(items, "pupil")) == 2


def test_the_name_of_the_file_is_held_against_its_header() -> None:
    assert "to 9992009" in remarks(read(file_of(pupil()), "9992001_CTF_9992009_001.xml"))
    assert remarks(read(file_of(pupil()))) == ""
    assert of(read(file_of(pupil(), to="<LEA>001</LEA><Estab>LLLL</Estab>")), "school") == []


def test_coming_and_going_are_of_the_school_the_file_is_for() -> None:
    history = (
        "<SchoolHistory><School><LEA>999</LEA><Estab>2001</Estab><LeavingDate>2026-07-22</LeavingDate></School>"
        "<School><LEA>999</LEA><Estab>2002</Estab><EntryDate>2026-09-01</EntryDate></School></SchoolHistory>"
    )
    (zoe,) = of(read(file_of(pupil(more=history))), "pupil")
    assert (zoe["since"], zoe.get("until")) == ("2026-09-01", None)


def test_one_spoilt_pupil_spoils_no_other() -> None:
    items = read(file_of(pupil(0), "<Pupil><UPN>X</Wrong></Pupil>\n", pupil(1), pupil(2, upn="B820200000011")))
    assert [row["given_name"] for row in of(items, "pupil")] == ["Zoë", "Tam"]
    broken, mistyped = of(items, "unusable")
    assert "no XML" in broken["because"]
    assert "mistyped" in mistyped["because"]
    assert mistyped["born"] == "2020-03-14", "what could be read tells who they are, so that nobody leaves"


def test_a_file_that_ends_in_the_middle_gives_every_whole_pupil() -> None:
    whole = file_of(pupil(0), pupil(1))
    items = read(whole[: whole.index("Tam")])
    assert [row["given_name"] for row in of(items, "pupil")] == ["Zoë"]
    assert [row["because"] for row in of(items, "unusable")] == ["The file ends in the middle of this pupil."]


@pytest.mark.parametrize(
    "data",
    [
        file_of(pupil()).encode("utf-8-sig"),
        file_of(pupil()).encode("utf-16"),
        file_of(pupil()).encode("windows-1252"),  # and says UTF-8
        file_of(pupil()).replace("UTF-8", "windows-1252").encode("windows-1252"),
        file_of(pupil()).replace("UTF-8", "x-no-such").encode(),
        file_of(pupil()).replace("Zoë", "Zo\x0bë").replace("Zo\x0bë", "\x0bZoë").encode(),
        file_of(pupil(), head=' xmlns="urn:a" xmlns:x="urn:b"').encode(),
        file_of(pupil()).replace("<", "<c:").replace("<c:/", "</c:").replace("<c:?", "<?")
        .replace("<c:CTfile", '<c:CTfile xmlns:c="urn:c"', 1).encode(),
        file_of("<!-- <Pupil> was here -->\n" + pupil()).encode(),
    ],
)  # fmt: skip
def test_encodings_marks_and_namespaces_do_no_harm(data: bytes) -> None:
    (zoe,) = of(read(data), "pupil")
    assert (zoe["given_name"], zoe["upn"]) == ("Zoë", UPNS[0])


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "empty"),
        ("UPN,Name\n", "no XML"),
        ("<html><body/></html>", "begins with"),
        (file_of(), "no pupil"),
        ('<!DOCTYPE CTfile [<!ENTITY a "aaaa">]>' + file_of(pupil()), "entities"),
    ],
)
def test_what_is_no_transfer_file_is_refused_by_name(words: str, why: str) -> None:
    with pytest.raises(BadInputError, match=why):
        read(words)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_done_to_a_file_every_pupil_is_taken_or_told(data: st.DataObject) -> None:
    """A cut, a doubled piece or a wrong character: no pupil of the file is lost unsaid, and nothing is thrown."""
    words = file_of(pupil(0, contacts=contact()), pupil(1), pupil(2))
    at = data.draw(st.integers(words.index("<Pupil") + 6, len(words) - 1))
    spoilt = data.draw(
        st.sampled_from([words[:at], words[:at] + "\x00&<" + words[at:], words[:at] + words[at + 7 :], words[:at] * 2])
    )
    items = read(spoilt)
    taken = len(of(items, "pupil")) + len(of(items, "unusable"))
    assert taken >= max(spoilt.count("<Pupil>"), spoilt.count("</Pupil>"))
    assert all(not isinstance(item, Reject) or item.raw for item in items)
