"""Going on after a warning: remembered for whoever pressed, for that category, until the day is over."""

from pathlib import Path

from schoolgate.filtering.blocked.continued import FILE, Continued, go_on
from schoolgate.filtering.folder import FilterFolder


def test_it_works(tmp_path: Path) -> None:
    folder = FilterFolder(tmp_path / "here")
    known = Continued(folder)
    known.refresh()
    assert not known.holds("dev_7", "ai-chat", 100)
    go_on(folder, "dev_7", "ai-chat", until=200, now=100)
    known.refresh()
    assert known.holds("dev_7", "ai-chat", 199)
    assert not known.holds("dev_7", "ai-chat", 200)
    assert not known.holds("dev_8", "ai-chat", 100)
    assert not known.holds("dev_7", "dating", 100)


def test_of_nobody_nothing_is_remembered(tmp_path: Path) -> None:
    go_on(FilterFolder(tmp_path), "", "ai-chat", until=200, now=100)
    assert not (tmp_path / FILE).exists()


def test_a_line_cut_in_the_middle_counts_for_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("9999 dev_7 ai-chat\n9999 dev_8")
    known = Continued(FilterFolder(tmp_path))
    known.refresh()
    assert known.holds("dev_7", "ai-chat", 1)
    assert not known.holds("dev_8", "", 1)


def test_what_is_over_does_not_pile_up(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("50 dev_7 ai-chat\n" * 20_000 + "900 dev_9 dating\n")
    go_on(FilterFolder(tmp_path), "dev_8", "ai-chat", until=200, now=100)
    assert (tmp_path / FILE).read_text() == "900 dev_9 dating\n200 dev_8 ai-chat\n"
