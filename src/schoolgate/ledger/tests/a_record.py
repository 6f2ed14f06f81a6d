"""A school's record with everything in it, another school's beside it, and the offline verifier run by itself."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from schoolgate.frame.actor import operator
from schoolgate.ledger import actions, notes
from schoolgate.ledger.actions import Authority, Label, append, append_batch, school_chain
from schoolgate.ledger.kinds import kind
from schoolgate.ledger.packing import VERIFIER
from schoolgate.ledger.queries import checkpoint, verify

SAM = operator("sam")
TRIED = kind("test.tried", "tried something", number="which one")
LOADED = kind("test.record-loaded", "loaded a list", person="ref", role="which")
ROBIN, WREN = school_chain("sch_robinhill"), school_chain("sch_wrenlane")

type Lines = list[dict[str, Any]]


@dataclass(frozen=True)
class Record:
    """``note`` was made when the record was 6 long, and kept elsewhere: by then it is 11 long. 5 is a batch of 4 items,
    one of them erased by 8; 7 is sealed; 3 is erased by 9."""

    note: notes.Checkpoint
    note_file: Path
    folder: Path

    def online(self) -> set[tuple[int, str]]:
        verdicts = [one for one in verify(ROBIN, given=[self.note]) if one.chain == ROBIN]
        return {(fault.sequence, fault.what) for verdict in verdicts for fault in verdict.faults}

    def export(self, labels: list[str] | None = None) -> Path:
        path = self.folder / "record.zip"
        actions.export(path, ROBIN, actor=SAM, labels=labels)
        return path

    def offline(self, pack: Path, *said: str) -> tuple[int, dict[str, Any]]:
        return checked(pack, "--checkpoint", str(self.note_file), *said)


def make(folder: Path) -> Record:
    for number in range(1, 5):
        append(WREN, TRIED, actor=SAM, subject=f"thing_{number}", details={"number": number})
    told = [append(ROBIN, TRIED, actor=SAM, subject="Zoë\n", details={"number": number}) for number in range(1, 5)]
    people = [{"person": f"per_{number}", "role": "pupil"} for number in range(4)]
    batch = append_batch(ROBIN, LOADED, people, actor=SAM, subject="load_1")
    append(ROBIN, TRIED, actor=SAM, subject="thing_6")
    text = checkpoint(actions.make_checkpoint(ROBIN, actor=SAM)).text
    append(ROBIN, TRIED, actor=SAM, subject="case_7", label=Label.SEALED)
    actions.erase_items(batch, items=[1], actor=SAM, authority=Authority.RETENTION, reason="too-old")
    actions.erase(told[2], actor=SAM, authority=Authority.DATA_SUBJECT, reason="asked-for")
    for number in (10, 11):
        append(ROBIN, TRIED, actor=SAM, subject="thing_1", details={"number": number})
    (folder / "note.txt").write_text(f"Dear chair,\n\n{text}\nKeep this.\n")
    return Record(notes.read(text), folder / "note.txt", folder)


def checked(pack: Path, *said: str) -> tuple[int, dict[str, Any]]:
    """Run the single file by itself, shut off from everything that is installed."""
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(pack), "--json", *said]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, json.loads(done.stdout) if done.stdout else {"faults": [], "trouble": done.stderr}


def named(report: dict[str, Any]) -> set[tuple[int, str]]:
    return {(fault["sequence"], fault["what"]) for fault in report["faults"]}


def opened(pack: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(pack) as held:
        return {name: held.read(name) for name in held.namelist()}


def closed(files: dict[str, bytes], pack: Path) -> None:
    with zipfile.ZipFile(pack, "w") as held:
        for name, data in files.items():
            held.writestr(name, data)


def repack(pack: Path, name: str, change: Callable[[Lines], object]) -> None:
    """Change the lines of one file of a pack, and the list of contents with it; who does it lacks the signing key."""
    files = opened(pack)
    lines = [json.loads(line) for line in files[name].splitlines()]
    change(lines)
    files[name] = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
    about = json.loads(files["pack.json"])
    about["files"][name] = sha256(files[name]).hexdigest()
    files["pack.json"] = json.dumps(about).encode()
    closed(files, pack)
