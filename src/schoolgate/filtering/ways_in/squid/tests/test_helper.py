"""What Squid is answered: line for line, whatever it sends, and from the files alone."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.blocked.tokens import Sealer
from schoolgate.filtering.landing.reading import landed
from schoolgate.filtering.ways_in.desk import Desk
from schoolgate.filtering.ways_in.desk.tests import a_desk
from schoolgate.filtering.ways_in.squid.lines import FIELDS, FORMAT, LineError, Reader
from schoolgate.filtering.ways_in.squid.serving import Helper
from schoolgate.filtering.ways_in.tests.robin_hill import NOW, put_whereabouts
from schoolgate.gates.web.rules import Rules

RULES = Rules(epoch=3, unknown="junior")
LISTED = {**a_desk.LISTED, "money/d": ["bank.example"]}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    files = a_desk.folder(tmp_path, RULES, LISTED)
    put_whereabouts(files.whereabouts, Setting(unknown="junior"))
    desk = Desk(files)
    yield desk
    desk.close()


@pytest.fixture
def helper(desk: Desk) -> Helper:
    return Helper(desk, Sealer.of(desk.folder, "sch_robin"), {"3129": "net_guests"})


def line(
    host: str,
    path: str = "-",
    *,
    number: int = 7,
    address: str = "203.0.113.5",
    account: str = "-",
    hardware: str = "-",
    port: int = 3128,
    method: str = "GET",
    sni: str = "-",
    kind: str = "request",
) -> str:
    return f"{number} {address} {account} {hardware} {port} {method} {host} {path} {sni} {kind}"


def test_it_works(helper: Helper, desk: Desk) -> None:
    assert helper.answer(line("heron.example", "/x"), NOW) == "7 OK"
    answer = helper.answer(line("owl.example", "/chess%3Fmove=e4", number=8), NOW)
    assert answer.startswith("8 ERR message=sch_robin.")
    blocked = Sealer.of(desk.folder, "sch_robin").open(answer.partition("message=")[2])
    assert (blocked.host, blocked.path, blocked.category, blocked.level) == ("owl.example", "/chess", "games", "junior")
    assert helper.answer(line("owl.example", method="CONNECT"), NOW) == "7 ERR"
    assert len(FORMAT.split()) + 1 == FIELDS


def test_who_asks_is_known_by_account_hardware_listener_or_address(helper: Helper) -> None:
    def open_(**known: Any) -> bool:
        return helper.answer(line("owl.example", **known), NOW).startswith("7 OK")

    assert not open_()
    assert open_(account="ms.ali%40robinhill.example")
    assert open_(hardware="02:00:5E:10:00:02")
    assert open_(address="192.0.2.4")
    assert open_(port=3129)
    assert not open_(hardware="00:00:00:00:00:00")


def test_a_greeting_is_decided_by_the_site_it_names(helper: Helper) -> None:
    greeting: dict[str, Any] = {"method": "CONNECT", "kind": "sni"}
    assert helper.answer(line("198.51.100.7", sni="owl.example", **greeting), NOW) == "7 ERR"
    assert helper.answer(line("198.51.100.7", sni="heron.example", **greeting), NOW) == "7 OK"
    assert helper.answer(line("198.51.100.7", **greeting), NOW) == "7 OK"


def test_banks_and_health_are_never_looked_into(helper: Helper, desk: Desk, tmp_path: Path) -> None:
    assert helper.answer(line("heron.example", kind="inspect"), NOW) == "7 OK"
    for host in ("bank.example", "www.bank.example", "111.nhs.uk", "NHS.UK.", "www.gov.uk"):
        assert helper.answer(line(host, kind="inspect"), NOW) == "7 ERR", host


def test_youtubes_header_is_asked_of_squid(helper: Helper) -> None:
    assert helper.answer(line("www.youtube.com", "/"), NOW) == "7 OK youtube-restrict=strict"
    staff = line("www.youtube.com", "/", account="ms.ali%40robinhill.example")
    assert helper.answer(staff, NOW) == "7 OK"


@pytest.mark.parametrize(
    "bad", ["7", "7 a b", "x 1 2 3 4 GET 6 7 8 request", line("a.example", kind="maybe"), "7 " * 9]
)
def test_a_bad_line_is_answered_as_such(helper: Helper, bad: str) -> None:
    assert helper.answer(bad, NOW).split()[1] == "BH"
    assert helper.answers(f"{bad}\n{line('heron.example')}\n", NOW).splitlines()[1] == "7 OK"


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=80), number=st.integers(0, 10**6))
def test_every_line_has_one_answer_under_its_number(helper: Helper, text: str, number: int) -> None:
    answers = helper.answers(f"{number} {text.replace(chr(10), ' ')}", NOW).splitlines()
    assert [each.split(" ")[0] for each in answers] == [str(number)]
    assert answers[0].split(" ")[1] in ("OK", "ERR", "BH")


SOME_HOSTS = (
    "heron.example",
    "owl.example",
    "OWL.example.",
    "www.owl.example",
    "a..b",
    "kite.example",
    "%6Fwl.example",
)
some_lines = st.builds(
    line,
    st.sampled_from((*SOME_HOSTS, "www.youtube.com", "use-application-dns.net", "198.51.100.7", "bank.example")),
    st.sampled_from(("-", "/", "/play", "/./play", "/%2570lay", "/watch%3Fv=1", "/a\\b")),
    number=st.integers(0, 500),
    address=st.sampled_from(("203.0.113.5", "192.0.2.4", "nonsense")),
    account=st.sampled_from(("-", "ms.ali%40robinhill.example")),
    method=st.sampled_from(("GET", "POST", "CONNECT")),
    kind=st.sampled_from(("request", "request", "request", "request", "sni", "inspect", "maybe")),
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(some_lines | st.sampled_from(("7", "x 1 2 3")), min_size=1, max_size=12), st.booleans())
def test_many_lines_at_once_are_answered_and_kept_as_each_by_itself(
    helper: Helper, desk: Desk, lines: list[str], whole: bool
) -> None:
    """But for the seal of a block page, which is new each time; whether a line is of a kind apart or not."""
    if whole:
        lines = [each for each in lines if each.endswith("request")]
    at_once, each = (_told(helper, desk, asked) for asked in (["\n".join([*lines, ""])], [f"{it}\n" for it in lines]))
    assert at_once == each


def _told(helper: Helper, desk: Desk, asked: list[str]) -> tuple[list[str], list[str]]:
    kept = list[str]()
    desk._land = kept.append
    answers = [said for text in asked for said in helper.answers(text, NOW).splitlines()]
    return [each.partition("message=sch_robin.")[0] for each in answers], kept


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n"), min_size=1))
def test_no_line_breaks_the_reader(text: str) -> None:
    with contextlib.suppress(LineError):
        assert Reader().question(text).number.isdecimal()


def test_dots_and_escapes_in_a_path_do_not_get_round_a_page(helper: Helper) -> None:
    for path in ("/play", "/./play", "/x/../play", "/%2570lay"):
        assert helper.answer(line("kite.example", path), NOW).startswith("7 ERR"), path
    assert helper.answer(line("kite.example", "/watch%3Fv=1"), NOW).startswith("7 ERR")
    assert helper.answer(line("kite.example", "/watch%3Fv=2"), NOW) == "7 OK"


def started(files: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "schoolgate", "filter", "helper", "--folder", str(files)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_process_answers_all_it_was_asked_and_ends_with_its_input(tmp_path: Path) -> None:
    files = a_desk.folder(tmp_path, RULES, LISTED)
    with started(files.root) as process:
        hosts = ["owl.example", "heron.example"] * 500
        said, _ = process.communicate(
            "".join(f"{line(host, '/', number=n)}\n" for n, host in enumerate(hosts)), timeout=60
        )
    answers = [each.split()[:2] for each in said.splitlines()]
    assert answers == [[str(n), "ERR" if host == "owl.example" else "OK"] for n, host in enumerate(hosts)]
    assert process.returncode == 0
    assert sum(1 for _ in landed(files.landing)) == 1000


def test_no_answer_is_lost_or_wrong_while_rules_and_lists_are_put_in_its_place(tmp_path: Path) -> None:
    files = a_desk.folder(tmp_path, RULES, LISTED)
    until = time.monotonic() + 4
    with started(files.root) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        number, seen = 0, set()
        while time.monotonic() < until:
            if number % 400 == 0:
                a_desk.put_rules(files, replace(RULES, epoch=number + 4))
                a_desk.put_lists(files, {**LISTED, "adult/e": [f"a{number}.example"]})
            number += 1
            process.stdin.write(f"{line('owl.example', method='CONNECT', number=number)}\n")
            process.stdin.flush()
            seen.add(process.stdout.readline() == f"{number} ERR\n")
        process.stdin.close()
        assert seen == {True}
        assert process.wait(20) == 0
    epochs = {each.epoch for each in landed(files.landing)}
    assert len(epochs) > 2


def test_it_starts_with_nothing_there_and_lets_nothing_through(tmp_path: Path) -> None:
    (tmp_path / "sch_new").mkdir()
    with started(tmp_path / "sch_new") as process:
        said, told = process.communicate(f"{line('heron.example')}\n", timeout=60)
    assert said.startswith("7 ERR")
    assert "Everything is blocked" in told


def test_it_loads_neither_django_nor_a_database(tmp_path: Path) -> None:
    script = (
        "import sys; sys.stdin.close; from schoolgate.cli.main import run; sys.argv = ['x'];"
        f"run(['filter', 'helper', '--folder', {str(tmp_path)!r}]);"
        "print([m for m in sys.modules if m.split('.')[0] in {'django', 'sqlite3', 'psycopg', 'asyncio', 'ssl'}])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], input="", capture_output=True, text=True, timeout=60, check=True
    )
    assert said.stdout.strip() == "[]"
