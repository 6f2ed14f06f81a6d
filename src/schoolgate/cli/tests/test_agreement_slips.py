"""``schoolgate agreement slips``: printed to a file, read from files, folders and zip files, and errors in words."""

import io
import json
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from schoolgate.agreements.models import Signature, Slip, SlipScan
from schoolgate.agreements.tests.families import ACTOR, somebody
from schoolgate.agreements.tests.paper import Papers, scanned
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.cli.main import run
from schoolgate.people import actions as people
from schoolgate.people.models import School


@pytest.fixture
def school(db: None) -> School:
    return people.add_school(name="Robin Hill Infant School", actor=ACTOR)


@pytest.fixture
def robins(school: School) -> Robins:
    return Robins(school, somebody(school, "Amara Head", "head"))


@pytest.fixture
def papers(robins: Robins) -> Papers:
    return Papers(robins.school)


def read(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, list[dict[str, Any]]]:
    code = run(["agreement", "slips", "read", *map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_it_works(robins: Robins, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "robins.pdf"
    assert run(["agreement", "slips", "print", "--class", robins.group.ref, "--out", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"slips": 3, "pages": 6, "file": str(file)}
    assert len(pypdfium2.PdfDocument(file)) == 6
    code, (row,) = read(capsys, file)
    assert (code, row["pages"], row["read"], row["look"], row["trouble"]) == (0, 6, 0, 3, None)


def test_into_a_folder_and_nowhere(robins: Robins, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["agreement", "slips", "print", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "slips.pdf").read_bytes().startswith(b"%PDF")
    capsys.readouterr()
    before = Slip.objects.for_school(robins.school).count()
    assert run(["agreement", "slips", "print", "--out", str(tmp_path / "no" / "slips.pdf")]) > 0
    assert "there is no such folder" in capsys.readouterr().err
    assert Slip.objects.for_school(robins.school).count() == before


def test_a_folder_and_a_zip_file_are_read_scan_by_scan(
    robins: Robins, papers: Papers, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leo, zoe, _ = robins.children
    folder = tmp_path / "scans"
    folder.mkdir()
    (folder / "leo.pdf").write_bytes(scanned([papers.sheet(leo)]))
    (folder / "note.txt").write_text("for Monday")
    Image.fromarray(papers.sheet(zoe)).save(folder / "zoe.png")
    zipped = tmp_path / "scans.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(folder / "leo.pdf", "a/leo.pdf")
        archive.writestr("a/note.txt", "for Monday")
    code, rows = read(capsys, folder, zipped)
    assert code == 0
    assert [(row["file"], row["new"], row["read"]) for row in rows] == [
        ("leo.pdf", True, 1), ("zoe.png", True, 1), ("leo.pdf", False, 1),
    ]  # fmt: skip
    signed = Signature.objects.for_school(robins.school).filter(person__in=[leo, zoe]).count()
    assert read(capsys, folder)[1] == [row | {"new": False} for row in rows[:2]]
    assert Signature.objects.for_school(robins.school).filter(person__in=[leo, zoe]).count() == signed
    assert SlipScan.objects.for_school(robins.school).count() == 2


def locked_pdf() -> bytes:
    """A PDF whose dictionary says that it is encrypted, by a password nobody gave (ISO 32000-1, 7.6.3)."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for at, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (at, one)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 4 /Root 1 0 R /Encrypt 3 0 R /ID [<00><00>] >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 4\n0000000000 65535 f \n" + rows + end


def huge_png() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def empty_pdf() -> bytes:
    out = io.BytesIO()
    pypdfium2.PdfDocument.new().save(out)
    return out.getvalue()


def test_what_cannot_be_read_is_said_and_stops_no_other(
    robins: Robins, papers: Papers, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "a-cut.pdf": b"%PDF-1.7 cut off", "b-locked.pdf": locked_pdf(), "c-empty.pdf": empty_pdf(),
        "d-nothing.pdf": b"",
        "e-huge.png": huge_png(), "f-phone.heic": b"\0\0\0\x18ftypheic\0\0\0\0",
        "g-leo.pdf": scanned([papers.sheet(robins.children[0])]),
    }  # fmt: skip
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    code, rows = read(capsys, tmp_path, tmp_path / "missing.pdf")
    assert code == 1
    said = {row["file"]: row["trouble"] for row in rows}
    assert "password" in said["a-cut.pdf"]
    assert "password" in said["b-locked.pdf"]
    assert said["c-empty.pdf"]
    assert "empty" in said["d-nothing.pdf"]
    assert "far larger than any photo" in said["e-huge.png"]
    assert "HEIC" in said["f-phone.heic"]
    assert said["g-leo.pdf"] is None
    assert "no such file" in said[str(tmp_path / "missing.pdf")]
    assert run(["agreement", "slips", "read", str(tmp_path / "missing.pdf")]) == 1
    assert "there is no such file" in capsys.readouterr().out
