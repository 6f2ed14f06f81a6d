"""Watched folders: only finished files of known owners, moved aside with a note, none ever deleted."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from schoolgate.intake import watching
from schoolgate.intake.actions.settings import own_folder, unwatch, watch, watch_own
from schoolgate.intake.checkups import folders as folders_well
from schoolgate.intake.due import look_into_folders
from schoolgate.intake.models import Delivery, WatchedFolder
from schoolgate.intake.streams import folders as streams
from schoolgate.intake.tests.giving import AUTUMN, OPERATOR
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.models import School


@pytest.fixture
def folder(school: School, tmp_path: Path) -> Path:
    path = tmp_path / "drop"
    path.mkdir()
    watch(school, path, feed="term-dates", actor=OPERATOR)
    return path


def later(minutes: int = 5) -> datetime:
    return datetime.now(UTC) + timedelta(minutes=minutes)


def note(path: Path) -> str:
    return path.with_name(f"{path.name}.note.txt").read_text()


def test_it_works(school: School, folder: Path) -> None:
    (folder / "terms.csv").write_bytes(AUTUMN)
    assert look_into_folders(later()) == 1
    delivery = Delivery.objects.for_school(school).get()
    assert (delivery.way, delivery.state, delivery.name) == ("folder", "mapping", "terms.csv")
    assert (folder / "done" / "terms.csv").read_bytes() == AUTUMN
    assert f"Its number is {delivery.ref}." in note(folder / "done" / "terms.csv")
    assert look_into_folders(later()) == 0


def test_a_file_that_is_not_finished_is_left(folder: Path) -> None:
    (folder / "terms.csv").write_bytes(AUTUMN)
    for name in (".terms.csv", "~$terms.xlsx", "terms.csv.part", "terms.crdownload", "terms.tmp"):
        (folder / name).write_bytes(AUTUMN)
    assert look_into_folders(datetime.now(UTC)) == 0  # just written: the copy may be going on
    with (folder / "terms.csv").open("ab"):
        assert look_into_folders(later()) == 0  # somebody holds it open
    assert look_into_folders(later()) == 1
    assert len(list(folder.iterdir())) == 6  # the unfinished five, and the folder of what is done


def test_a_link_and_a_file_that_cannot_be_read_are_moved_aside_with_the_reason(
    school: School, folder: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_bytes(AUTUMN)
    (folder / "link.csv").symlink_to(secret)
    (folder / "notes.pdf").write_bytes(b"%PDF-1.7")
    (folder / "empty.csv").write_bytes(b"")
    assert look_into_folders(later()) == 3
    refused = folder / "refused"
    assert "it is a link" in note(refused / "link.csv")
    assert "it is a PDF" in note(refused / "notes.pdf")
    assert "there is nothing in it" in note(refused / "empty.csv")
    assert (secret.exists(), (refused / "link.csv").is_symlink()) == (True, True)
    assert Delivery.objects.for_school(school).count() == 1  # the PDF, kept with why it was not taken


def test_a_pipe_stops_nobody(folder: Path) -> None:
    os.mkfifo(folder / "terms.csv")
    assert look_into_folders(later()) == 1
    assert "no plain file" in note(folder / "refused" / "terms.csv")


def test_a_strangers_file_is_not_taken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "terms.csv").write_bytes(AUTUMN)
    monkeypatch.setattr(streams, "owners", lambda folder: frozenset({os.getuid() + 1}))
    look_into_folders(later())
    assert "belongs to somebody else" in note(folder / "refused" / "terms.csv")


def test_the_same_name_again_overwrites_nothing(school: School, folder: Path) -> None:
    for data in (AUTUMN, AUTUMN, AUTUMN.replace(b"Autumn", b"Winter")):
        (folder / "terms.csv").write_bytes(data)
        look_into_folders(later())
    done = sorted(path.name for path in (folder / "done").glob("*.csv"))
    assert done == ["terms (2).csv", "terms (3).csv", "terms.csv"]
    assert "nothing was added" in note(folder / "done" / "terms (2).csv")
    assert Delivery.objects.for_school(school).count() == 2


def test_a_process_killed_between_taking_and_moving_takes_it_once(
    school: School, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "terms.csv").write_bytes(AUTUMN)
    with monkeypatch.context() as killed:
        killed.setattr(watching, "aside", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            look_into_folders(later())
    look_into_folders(later())
    assert Delivery.objects.for_school(school).count() == 1
    assert (folder / "done" / "terms.csv").exists()


def test_a_folder_that_is_gone_says_so_and_the_others_are_looked_into(
    school: School, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    watch(school, other, actor=OPERATOR)
    folder.rmdir()
    (other / "terms.csv").write_bytes(AUTUMN)
    assert look_into_folders(later()) == 1
    assert [finding.thing for finding in folders_well()] == [str(folder)]


def test_a_page_names_no_path_and_nobody_watches_our_own_files(school: School, tmp_path: Path) -> None:
    row = watch_own(school, "term-dates", actor=OPERATOR)
    assert Path(row.path) == own_folder(school, "term-dates")
    for path in (own_folder(school, "").parents[2] / "files", tmp_path / "nothing", tmp_path.parent / "link"):
        if path.name == "link":
            path.unlink(missing_ok=True)
            path.symlink_to(tmp_path)
        elif path.name == "files":
            path.mkdir(exist_ok=True)
        with pytest.raises(BadInputError):
            watch(school, path, actor=OPERATOR)
    unwatch(school, row.ref, actor=OPERATOR)
    assert not WatchedFolder.objects.for_school(school).filter(ended_at__isnull=True).exists()
    with pytest.raises(BadInputError):
        unwatch(school, row.ref, actor=OPERATOR)
