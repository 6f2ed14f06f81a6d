"""OneRoster exports: versions, manifests, byte order marks, orphans, deltas, and whatever is spoilt."""

import pytest

from schoolgate.feeds.catalogue.oneroster import FEED
from schoolgate.feeds.contract import Layout, Reject, Row
from schoolgate.kernel.errors import BadInputError

GOOD = dict(FEED.examples[0].files)
USERS_12 = (
    "sourcedId,status,enabledUser,username,givenName,familyName,identifier,grades,preferredGivenName,primaryOrgSourcedId\n"
    "p1,active,true,zo,Zoë,Ó Briain,M820200000011,01,Zo,sch1\n"
    "t1,active,true,sr,Sam,Rook,,,,sch1\n"
)
ROLES_12 = (
    "sourcedId,status,userSourcedId,roleType,role,orgSourcedId\n"
    "r1,active,p1,primary,student,sch1\n"
    "r2,active,t1,secondary,parent,sch1\n"
    "r3,active,t1,primary,teacher,sch1\n"
)
BORN = "sourcedId,status,birthDate,sex\np1,active,2020-01-14,\n"


def read(**changed: str | bytes) -> list[Row | Reject]:
    """The good example with some of its files changed; an empty one is taken away."""
    files = {**GOOD, **{f"{name}.csv": text for name, text in changed.items()}}
    encoded = {name: text if isinstance(text, bytes) else text.encode() for name, text in files.items() if text}
    return list(FEED.parse(encoded, Layout()))


def rows(items: list[Row | Reject], what: str) -> list[dict[str, str]]:
    return [dict(item.values) for item in items if isinstance(item, Row) and item.values["what"] == what]


def test_it_works() -> None:
    items = read()
    (zoe,), (sam,) = rows(items, "pupil"), rows(items, "staff")
    assert (zoe["given_name"], zoe["sourced-id"], zoe["year"], zoe["school"]) == ("Zoë", "p1", "1", "sch1")
    assert (sam["family_name"], sam["role"]) == ("Rook", "teachers")
    assert rows(items, "class") == [
        {"what": "class", "class": "c1", "name": "Wren", "kind": "class", "code": "", "school": "sch1"}
    ]
    assert {(row["sourced-id"], row["class"]) for row in rows(items, "member")} == {("p1", "c1"), ("t1", "c1")}
    assert len(rows(items, "whole")) == 1


def test_version_1_2_keeps_roles_apart_and_gives_preferred_names_and_days_of_birth() -> None:
    manifest = GOOD["manifest.csv"].replace("1.1", "1.2")
    items = read(users=USERS_12, roles=ROLES_12, demographics=BORN, manifest=manifest)
    (zoe,), (sam,) = rows(items, "pupil"), rows(items, "staff")
    assert (zoe["preferred_given_name"], zoe["born"]) == ("Zo", "2020-01-14")
    assert sam["role"] == "teachers"  # the first of their roles, and not that they are somebody's parent


@pytest.mark.parametrize("encoded", [b"\xef\xbb\xbf" + GOOD["users.csv"].encode(), GOOD["users.csv"].encode("cp1252")])
def test_a_byte_order_mark_or_an_old_encoding_does_no_harm(encoded: bytes) -> None:
    (zoe,) = rows(read(users=encoded), "pupil")
    assert (zoe["given_name"], zoe["sourced-id"]) == ("Zoë", "p1")


def test_a_file_of_changes_only_says_so_and_who_is_gone() -> None:
    manifest = GOOD["manifest.csv"].replace("file.users,bulk", "file.users,delta")
    items = read(manifest=manifest, users=GOOD["users.csv"].replace("p1,active", "p1,tobedeleted"), orgs="")
    assert (len(rows(items, "changes")), len(rows(items, "whole"))) == (1, 0)
    assert [row["sourced-id"] for row in rows(items, "gone")] == ["p1"]


def test_a_file_that_the_manifest_calls_absent_is_left_out_and_said() -> None:
    items = read(demographics=BORN, manifest=GOOD["manifest.csv"] + "file.demographics,absent\n")
    assert "born" not in rows(items, "pupil")[0]
    assert "demographics.csv is absent" in rows(items, "remark")[0]["words"]


def test_without_a_manifest_the_files_are_taken_whole_and_that_is_said() -> None:
    assert "no manifest" in rows(read(manifest=""), "remark")[0]["words"]


def test_a_set_without_people_is_refused_and_without_classes_it_is_said() -> None:
    with pytest.raises(BadInputError, match=r"users\.csv: it is not among the files"):
        read(users="")
    with pytest.raises(BadInputError, match=r"roles\.csv: it is not among the files"):
        read(users=USERS_12)
    said = [row["words"] for row in rows(read(enrollments=""), "remark")]
    assert any("enrollments.csv is not among the files, so nothing was concluded" in words for words in said)


@pytest.mark.parametrize(
    ("line", "because"),
    [
        ("e3,active,c1,sch1,p9,student", "“p9”, who is not in users.csv"),
        ("e3,active,c9,sch1,p1,student", "“c9”, not in classes.csv now"),
    ],
)
def test_an_enrolment_of_nobody_or_nothing_is_rejected_alone(line: str, because: str) -> None:
    items = read(enrollments=f"{GOOD['enrollments.csv']}{line}\n")
    (reject,) = [item for item in items if isinstance(item, Reject)]
    assert because in reject.reason
    assert (reject.line, reject.part, reject.raw) == (4, "enrollments.csv", line)
    assert len(rows(items, "member")) == 2


def test_what_is_taken_away_is_as_if_it_were_not_there() -> None:
    items = read(enrollments=GOOD["enrollments.csv"].replace("e1,active", "e1,tobedeleted"))
    assert [row["sourced-id"] for row in rows(items, "member")] == ["t1"]


def test_a_guardian_is_tied_to_the_child_whichever_of_the_two_names_the_other() -> None:
    for child, carer in (("g1", ""), ("", "p1"), ("g1", "p1")):
        users = (
            "sourcedId,orgSourcedIds,role,givenName,familyName,agentSourcedIds,phone\n"
            f"p1,sch1,student,Zoë,Ó Briain,{child},\nt1,sch1,teacher,Sam,Rook,,\n"
            f"g1,sch1,guardian,Ann,Marlow,{carer},020 7946 0101\n"
        )
        items = read(users=users)
        ((tie,), (ann,)) = rows(items, "cares"), rows(items, "carer")
        assert (tie["carer"], tie["sourced-id"], tie["relation"]) == ("g1", "p1", "guardian")
        assert (ann["carer"], ann["phone"]) == ("g1", "02079460101")


def test_a_guardian_of_nobody_in_the_file_is_said() -> None:
    items = read(users=GOOD["users.csv"] + "g1,active,true,sch1,guardian,am,Ann,Marlow,,\n")
    assert any("1 parent or carer is tied to no child" in row["words"] for row in rows(items, "remark"))


@pytest.mark.parametrize(
    ("line", "because"),
    [
        ("p2,active,true,sch1,wizard,x,Ada,Lane,,", "“wizard” is not a role"),
        (",active,true,sch1,student,x,Ada,Lane,,", "no sourcedId"),
        ("p2,active,true,sch1,student,x,4711,Lane,,", "“4711” is not a name"),
    ],
)
def test_a_spoilt_person_comes_as_a_row_that_says_so(line: str, because: str) -> None:
    """As a row and not as a reject: whoever it is must not be thought to have left."""
    items = read(users=f"{GOOD['users.csv']}{line}\n")
    (spoilt,) = rows(items, "unusable")
    assert because in spoilt["because"]
    assert (spoilt["family_name"], spoilt["raw"]) == ("Lane", line)


def test_it_is_recognised_by_the_names_of_its_files_in_any_folder() -> None:
    inside = {f"export/{name}": text.encode() for name, text in GOOD.items()}
    assert FEED.recognises(inside) == 1.0
    assert FEED.recognises({"pupils.csv": b"Forename,Surname\n"}) == 0.0
    assert len(list(FEED.parse(inside, Layout()))) == len(read())


def test_days_of_birth_are_read_in_the_order_of_their_column() -> None:
    born = "sourcedId,status,birthDate\np1,active,04/05/2020\nt1,active,04/25/2020\n"
    assert rows(read(demographics=born), "pupil")[0]["born"] == "2020-04-05"
    assert rows(read(demographics=born.replace("04/25", "25/04")), "pupil")[0]["born"] == "2020-05-04"


@pytest.mark.parametrize(
    "users", ["p1,active,true,sch1,student,zo,Zoë,Ó Briain,,01\n", "<html>Please sign in</html>\n"]
)
def test_users_without_their_headings_are_refused_by_that_name(users: str) -> None:
    with pytest.raises(BadInputError, match="no column sourcedId"):
        read(users=users)


def test_a_number_that_a_spreadsheet_rounded_rejects_the_row() -> None:
    spoilt = rows(read(users=GOOD["users.csv"].replace("M820200000011", "8.202E+11")), "unusable")
    assert "rounded" in spoilt[0]["because"]
