"""What the filter decides, from the desk that decides it to the rows of the log of activity."""

from pathlib import Path

from schoolgate.feeds.activity.categories import CATEGORIES, one_category
from schoolgate.feeds.activity.contract import Options
from schoolgate.feeds.activity.registry import ACTIVITY_FEEDS, recognised
from schoolgate.feeds.activity.schema import SCHEMA
from schoolgate.filtering.landing.layout import COLUMNS, head, tail
from schoolgate.filtering.landing.reading import finished
from schoolgate.filtering.ways_in.asker import Asker
from schoolgate.filtering.ways_in.desk import Desk
from schoolgate.filtering.ways_in.desk.tests import a_desk
from schoolgate.gates.web.categories import CATALOGUE
from schoolgate.gates.web.requests import Asked, Decision
from schoolgate.gates.web.scopes import Who
from schoolgate.kernel.verdicts import Verdict

NOW = 1_795_000_000.0
PUPIL = Asker("10.1.0.7")


def rows(data: bytes) -> list[dict[str, object]]:
    feed = ACTIVITY_FEEDS.get("schoolgate")
    batches = list(feed.read(iter([data]), Options()))
    assert not any(batch.rejects for batch in batches)
    return [row for batch in batches for row in batch.rows.to_pylist()]


def test_the_desk_lands_what_the_feed_reads(tmp_path: Path) -> None:
    desk = Desk(a_desk.folder(tmp_path))
    desk.decide(PUPIL, "www.owl.example", Asked.GET, NOW, "/a\tb\\c?move=e4")
    desk.decide(PUPIL, "www.google.co.uk", Asked.GET, NOW + 1, "/search?q=barn+owls")
    desk.decide(PUPIL, "bad host", Asked.CONNECT, NOW + 2)
    desk.close()
    data = finished(desk.folder.landing)[0].read_bytes()
    found = recognised(data)
    assert found is not None
    assert found.key == "schoolgate"
    first, second, third = rows(data)
    assert (first["host"], first["path"], first["level"]) == ("www.owl.example", "/a\tb\\c", "junior")
    assert (first["verdict"], first["category"], first["kind"]) == ("block", "games", "web")
    assert (second["terms"], second["path"], second["kind"]) == ("barn owls", "/search", "search")
    assert (third["host"], third["verdict"]) == ("bad host", "block")


def test_where_the_filter_only_watched_nothing_was_closed_but_what_is_locked() -> None:
    lines = [
        f"{NOW:.3f}\thost.example\t\tconnect\t{tail(Decision(Verdict.BLOCK, rule, 'Said.'), Who('junior'), mode)}\n"
        for rule, mode in (("level:junior", "on"), ("level:junior", "watching"), ("locked", "watching"))
    ]
    assert [row["verdict"] for row in rows((head("sch_robin") + "".join(lines)).encode())] == [
        "block",
        "allow",
        "block",
    ]


def test_lines_of_before_words_were_kept_are_read() -> None:
    old = head("sch_robin").replace(', "terms"', "")
    said = tail(Decision(Verdict.ALLOW, "level:junior", "Said."), Who("junior"), "on").removesuffix("\t")
    assert [row["terms"] for row in rows(f"{old}{NOW:.3f}\thost.example\t\tconnect\t{said}\n".encode())] == [""]


def test_every_column_that_lands_is_a_column_of_ours_or_of_the_filter_alone() -> None:
    assert set(COLUMNS) <= set(SCHEMA.names) | {"asked", "epoch", "mode"}


def test_the_categories_are_those_of_the_gate() -> None:
    ours = {category.key for category in CATALOGUE}
    assert set(CATEGORIES) == ours
    unlike = {
        (folder, one_category(folder), category.key)
        for category in CATALOGUE
        for folder in (category.key, *category.folders)
        if one_category(folder) not in ("", category.key)
    }
    assert unlike == set()
