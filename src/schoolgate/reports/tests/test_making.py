"""A paper is read, made, kept, entered, and known again by whoever holds it."""

import hashlib
import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client

from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.reports import actions, queries
from schoolgate.reports.models import MadePaper
from schoolgate.reports.registry import REPORTS
from schoolgate.reports.tests.conftest import ACTOR, PUPIL

PACKED = ["README.txt", "inspector.pdf", "permanent-record.zip", "policy.txt", "verify_pack.py"]


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def make(school: School, key: str = "inspector") -> actions.Made:
    return actions.make(school, REPORTS.get(key), actor=ACTOR, actor_name="Amara Whitlock")


def test_it_works(in_force: School) -> None:
    made = make(in_force)
    words = " ".join(words_of(made.pdf).split())
    assert "Online safety: how we keep our policy" in words
    assert "What is not known" in words
    assert "Staff must change their passwords every term." in words
    entry = lines(school_chain(in_force.ref), labels=["school"], kind="report.made")[0]
    assert entry.details == {
        "report": "inspector",
        "on": MadePaper.objects.for_school(in_force).get().on.isoformat(),
        "contents": made.contents,
        "pdf": hashlib.sha256(made.pdf).hexdigest(),
        "pack": hashlib.sha256(made.data).hexdigest(),
    }


def test_its_record_can_be_checked_with_python_and_nothing_else(in_force: School, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(make(in_force).data)) as pack:
        assert sorted(pack.namelist()) == PACKED
        pack.extractall(tmp_path)
    command = [sys.executable, "-I", "verify_pack.py", "permanent-record.zip"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "permanent-record.zip" in (tmp_path / "README.txt").read_text()
    policy = (tmp_path / "policy.txt").read_text()
    assert "Staff must change their passwords every term." in policy
    assert PUPIL not in policy


def test_no_childs_name_is_in_it_though_the_policy_names_one(in_force: School) -> None:
    for report in REPORTS:
        paper = queries.written(in_force, report, today(in_force))
        assert paper is not None
        assert PUPIL not in str(paper.plain), report.key
    assert "a child must be helped to save her work" in " ".join(words_of(make(in_force, "parent").pdf).split())


@pytest.mark.parametrize("of", ["contents", "pdf", "data"])
def test_it_is_known_again_by_its_words_its_pdf_and_its_pack(in_force: School, of: str) -> None:
    made = make(in_force)
    held = getattr(made, of)
    (known,) = queries.recognised(held if isinstance(held, str) else hashlib.sha256(held).hexdigest())
    assert (known.ref, known.school, known.by) == (made.ref, "Robin Hill Infant School", "Amara Whitlock")


def test_a_fingerprint_is_read_with_gaps_and_capitals_and_a_changed_one_is_not(in_force: School) -> None:
    made = make(in_force, "parent")
    spaced = " ".join(made.contents[at : at + 8] for at in range(0, 64, 8)).upper()
    assert [one.ref for one in queries.recognised(spaced)] == [made.ref]
    assert queries.recognised(made.contents[:-1] + ("0" if made.contents[-1] != "0" else "1")) == ()
    assert queries.recognised("anything") == ()


def test_where_no_policy_is_in_force_nothing_is_made(school: School) -> None:
    with pytest.raises(BadInputError, match="no policy was in force"):
        make(school)
    assert not MadePaper.objects.for_school(school).exists()


def test_from_the_page_to_the_file_to_the_check(in_force: School, head: Client) -> None:
    address = f"/schools/{in_force.ref}/ask/parent/"
    read = head.get(address)
    assert "Read it before it goes to anyone" in read.content.decode()
    assert not MadePaper.objects.for_school(in_force).exists()
    made = head.post(address, follow=True)
    (link,) = re.findall(r"/papers/check/\?digest=[0-9a-f]{64}", made.content.decode())
    file = head.post(made.redirect_chain[-1][0])
    assert file["Content-Disposition"] == 'attachment; filename="parent.pdf"'
    assert file.content.startswith(b"%PDF-")
    assert lines(school_chain(in_force.ref), labels=["school"], kind="report.taken")
    stranger = Client()
    assert "Yes, this paper was made here." in stranger.get(link).content.decode()
    upload = io.BytesIO(file.content)
    upload.name = "paper.pdf"
    assert "Yes, this paper was made here." in stranger.post("/papers/check/", {"file": upload}).content.decode()
    other = io.BytesIO(file.content + b" ")
    other.name = "paper.pdf"
    assert "No paper with that fingerprint" in stranger.post("/papers/check/", {"file": other}).content.decode()


def test_a_paper_for_one_role_alone_is_nobody_elses(
    in_force: School, head: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = head.post(f"/schools/{in_force.ref}/ask/parent/", follow=True).redirect_chain[-1][0]
    narrowed = {one.key: replace(one, makers=("dpo",)) if one.key == "parent" else one for one in REPORTS}
    monkeypatch.setattr(REPORTS, "_entries", narrowed)
    assert head.get(f"/schools/{in_force.ref}/ask/parent/").status_code == 404
    assert head.get(made).status_code == 404
    assert "ask/parent/" not in head.get(f"/schools/{in_force.ref}/papers/").content.decode()
