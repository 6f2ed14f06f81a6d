"""The address of a blocked page: what was sealed comes back, and nothing else opens."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.filtering.blocked.tokens import KEY_FILE, Blocked, Sealer, TokenError, school_of
from schoolgate.filtering.folder import FilterFolder
from schoolgate.gates.web.requests import Decision
from schoolgate.gates.web.scopes import Who
from schoolgate.kernel.errors import SchoolgateError
from schoolgate.kernel.verdicts import Verdict

_SEALER = Sealer("sch_robinhill", bytes(range(32)))
_WORDS = st.text(max_size=60)
_BLOCKED = st.builds(
    Blocked,
    _WORDS,
    _WORDS,
    st.sampled_from([each.value for each in Verdict]),
    _WORDS,
    _WORDS,
    _WORDS,
    st.booleans(),
    st.integers(0, 2**40),
    path=_WORDS,
    groups=st.lists(_WORDS, max_size=4).map(tuple),
    place=_WORDS,
    device=_WORDS,
    by=_WORDS,
)
_CLOSED = Decision(Verdict.BLOCK, "level:infant", "It is not among the sites.", askable=True)


def test_it_works() -> None:
    """A decision becomes an address that opens to it; of the path the question is left out, of the address a digest."""
    who = Who("infant", frozenset({"grp_robins"}), "per_amara", "dev_7", "plc_hall")
    token = _SEALER.token(_CLOSED, who, "puzzles.example", 1_790_000_000.4, path="/a?child=1", address="10.0.0.4")
    found = _SEALER.open(token)
    assert (found.host, found.path, found.at, found.groups) == ("puzzles.example", "/a", 1_790_000_000, ("grp_robins",))
    assert found.decision == _CLOSED
    assert found.by == "dev_7"
    assert "per_amara" not in repr(found)


@given(st.lists(st.builds(Who, _WORDS, st.frozensets(_WORDS, max_size=2), _WORDS, _WORDS), min_size=2), _WORDS, _WORDS)
def test_what_is_kept_of_one_asker_or_decision_is_never_said_of_another(
    askers: list[Who], host: str, because: str
) -> None:
    decisions = [_CLOSED, Decision(Verdict.BLOCK, "level:junior", because, "games")]
    for place, who in enumerate(askers * 2):
        decision, address = decisions[place % 2], f"10.0.0.{place}"
        found = _SEALER.open(_SEALER.token(decision, who, host, 1.0, address=address))
        assert (found.host, found.decision, found.level) == (host, decision, who.level)
        assert (found.groups, found.device) == (tuple(sorted(who.groups)), who.device)
        assert found.by == (who.device or _SEALER.open(_SEALER.token(_CLOSED, Who(), "", 1.0, address=address)).by)


@given(_BLOCKED)
def test_what_is_sealed_is_opened_and_an_address_holds_it_as_it_is(blocked: Blocked) -> None:
    token = _SEALER.seal(blocked)
    assert _SEALER.open(token) == blocked
    assert school_of(token) == "sch_robinhill"
    assert all(letter.isascii() and (letter.isalnum() or letter in "-_.") for letter in token)


@given(_BLOCKED, st.data())
def test_no_letter_of_it_can_be_changed(blocked: Blocked, data: st.DataObject) -> None:
    token = _SEALER.seal(blocked)
    at = data.draw(st.integers(0, len(token) - 3))  # the last letter may hold bits that say nothing
    other = data.draw(st.sampled_from([each for each in "aZ9-_." if each != token[at]]))
    with pytest.raises(TokenError):
        _SEALER.open(f"{token[:at]}{other}{token[at + 1 :]}")


@given(st.text(max_size=200))
def test_nothing_made_up_opens(text: str) -> None:
    for token in (text, f"sch_robinhill.{text}"):
        with pytest.raises(TokenError):
            _SEALER.open(token)


def test_one_decision_has_never_the_same_address_twice() -> None:
    assert len({_SEALER.token(_CLOSED, Who(), "a.example", 1) for _ in range(50)}) == 50


def test_another_schools_key_or_name_opens_nothing() -> None:
    token = _SEALER.token(_CLOSED, Who(), "a.example", 1)
    for other in (Sealer("sch_robinhill", bytes(32)), Sealer("sch_wrenlane", bytes(range(32)))):
        with pytest.raises(TokenError):
            other.open(token)
        with pytest.raises(TokenError):
            other.open(token.replace("sch_robinhill", other.school))


def test_where_no_device_is_known_askers_are_told_apart_by_a_digest_of_their_address() -> None:
    def by(address: str, sealer: Sealer = _SEALER) -> str:
        return sealer.open(sealer.token(_CLOSED, Who(), "a.example", 1, address=address)).by

    assert by("10.0.0.4") == by("10.0.0.4") != by("10.0.0.5")
    assert "10.0" not in by("10.0.0.4")
    assert by("10.0.0.4") != by("10.0.0.4", Sealer("sch_robinhill", bytes(32)))
    assert by("") == ""


def test_the_key_is_made_once_in_the_schools_folder_for_its_processes_alone(tmp_path: Path) -> None:
    folder = FilterFolder(tmp_path / "filter" / "sch_robinhill")
    first, second = Sealer.of(folder, "sch_robinhill"), Sealer.of(folder, "sch_robinhill")
    assert second.open(first.token(_CLOSED, Who(), "a.example", 1)).host == "a.example"
    assert (folder.root / KEY_FILE).stat().st_mode & 0o007 == 0
    assert [each.name for each in folder.root.iterdir()] == [KEY_FILE]


def test_a_damaged_key_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_text("half")
    with pytest.raises(SchoolgateError, match="Delete it"):
        Sealer.of(FilterFolder(tmp_path), "sch_robinhill")
