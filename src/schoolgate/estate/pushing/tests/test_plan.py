"""What would change in a directory: the least that makes it so, and nobody's account of whom nothing was decided."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.estate.pushing.plan import GROUPS, Change, applied, groups_of, plan, undone
from schoolgate.estate.pushing.registry import WAYS
from schoolgate.kernel.errors import BadInputError

accounts = st.sampled_from([f"{name}@robinhill.example" for name in ("leo", "zoe", "sam", "ada")])
wishes = st.dictionaries(accounts, st.frozensets(st.sampled_from(GROUPS), max_size=4))
memberships = st.dictionaries(st.sampled_from(GROUPS), st.frozensets(accounts, max_size=4))


def test_an_account_goes_into_the_group_of_its_level_and_out_of_another() -> None:
    wanted = {"leo@robinhill.example": groups_of({"internet": "junior", "email": "none"})}
    members = {"schoolgate-internet-infant": frozenset({"leo@robinhill.example", "zoe@robinhill.example"})}

    assert plan(wanted, members) == (
        Change("schoolgate-internet-infant", "leo@robinhill.example", add=False),
        Change("schoolgate-internet-junior", "leo@robinhill.example", add=True),
    )


@given(wishes, memberships)
def test_applied_it_is_as_wanted_and_a_second_plan_is_empty(
    wanted: dict[str, frozenset[str]], members: dict[str, frozenset[str]]
) -> None:
    after = applied(members, plan(wanted, members))

    assert all({group for group in GROUPS if one in after.get(group, ())} == groups for one, groups in wanted.items())
    assert plan(wanted, after) == ()


@given(wishes, memberships)
def test_undone_it_is_as_it_was(wanted: dict[str, frozenset[str]], members: dict[str, frozenset[str]]) -> None:
    changes = plan(wanted, members)
    back = applied(applied(members, changes), undone(changes))

    assert {group: some for group, some in back.items() if some} == {
        group: some for group, some in members.items() if some
    }


@given(wishes, memberships)
def test_nobody_is_touched_of_whom_nothing_was_decided(
    wanted: dict[str, frozenset[str]], members: dict[str, frozenset[str]]
) -> None:
    assert {change.account for change in plan(wanted, members)} <= wanted.keys()


def test_a_way_makes_a_file_or_opens_a_directory() -> None:
    assert WAYS.keys() == ("csv", "gam", "ldap", "scim")
    changes = (Change("schoolgate-internet-junior", "leo@robinhill.example", add=True),)
    assert all((way.render is None) != (way.connect is None) for way in WAYS)
    csv, gam = (WAYS.get(key).render for key in ("csv", "gam"))
    assert csv is not None
    assert csv(changes) == "do,group,account\r\nadd,schoolgate-internet-junior,leo@robinhill.example\r\n"
    assert gam is not None
    assert gam((*changes, *undone(changes))).splitlines() == [
        "gam update group schoolgate-internet-junior@robinhill.example add member user leo@robinhill.example",
        "gam update group schoolgate-internet-junior@robinhill.example remove user leo@robinhill.example",
    ]


def test_what_a_spreadsheet_would_run_is_text_and_what_a_shell_would_split_is_one_word() -> None:
    csv, gam = (WAYS.get(key).render for key in ("csv", "gam"))
    assert csv is not None
    for begins in "=+-@":
        told = csv((Change("schoolgate-email-inside", f"{begins}1+1@robinhill.example", add=True),))
        assert told.splitlines()[1] == f"add,schoolgate-email-inside,'{begins}1+1@robinhill.example"
    assert gam is not None
    (line,) = gam((Change("schoolgate-email-inside", "o'neil;x@robinhill.example", add=True),)).splitlines()
    assert shlex.split(line)[-1] == "o'neil;x@robinhill.example"


def test_a_way_does_the_accounts_of_some_directories() -> None:
    assert WAYS.get("csv").provider() == "microsoft"
    assert WAYS.get("csv").provider("google") == "google"
    with pytest.raises(BadInputError, match="google"):
        WAYS.get("gam").provider("microsoft")
