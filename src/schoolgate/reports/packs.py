"""A pack: the paper, the permanent record, and what checks it on any computer with Python, in one file."""

import io
import tempfile
import zipfile
from pathlib import Path
from typing import Final

from schoolgate.frame.actor import Actor
from schoolgate.ledger import actions as ledger
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.people.models import School

RECORD: Final = "permanent-record.zip"
VERIFIER: Final = "verify_pack.py"
_README: Final = """\
{title}
{school}

{pdf}
    The paper. Its last page has a fingerprint, and a code that leads to the page
    where the school says whether it made it, and when.

{record}
    The school's permanent record, from its first entry to this day: who did what,
    and when. Of entries that are not for outside eyes only the seals are in it.

{policy}{verifier}
    Checks that the record is whole and that nothing in it was changed. It needs
    Python 3 and nothing else: no network, and nothing of the school's.

        python3 {verifier} {record}

    Whoever could change this pack could change {verifier} too. For a check that
    matters, take that file from Schoolgate's own release. And if you kept an
    earlier signed note of the school's, hold the record against it:

        python3 {verifier} {record} --checkpoint the-note.txt
"""


_POLICY: Final = "policy.txt"
_OF_POLICY: Final = f"""\
{_POLICY}
    The words of the policy in force, as they were read from its file. The fingerprint
    of the file itself is in the paper, under “The policy in force”.

"""


def pack(school: School, *, title: str, name: str, pdf: bytes, actor: Actor, policy: str = "") -> bytes:
    """The zip. The record in it ends with what was last entered before the paper itself was.

    ``policy`` are the words of the policy in force; nothing where none is.
    """
    with tempfile.TemporaryDirectory(prefix="schoolgate-pack-") as folder:
        record = Path(folder) / RECORD
        ledger.export(record, school_chain(school.ref), actor=actor, labels=[Label.SCHOOL])
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
            out.writestr(f"{name}.pdf", pdf)
            out.write(record, RECORD, zipfile.ZIP_STORED)  # packed already
            with zipfile.ZipFile(record) as inside:
                out.writestr(VERIFIER, inside.read(VERIFIER))
            if policy:
                out.writestr(_POLICY, policy)
            told = _OF_POLICY if policy else ""
            words = _README.format(
                title=title, school=school.name, pdf=f"{name}.pdf", record=RECORD, policy=told, verifier=VERIFIER
            )
            out.writestr("README.txt", words)
        return held.getvalue()


def record(school: School, *, actor: Actor) -> bytes:
    """The record alone, with its own verifier in it."""
    with tempfile.TemporaryDirectory(prefix="schoolgate-pack-") as folder:
        path = Path(folder) / RECORD
        ledger.export(path, school_chain(school.ref), actor=actor, labels=[Label.SCHOOL])
        return path.read_bytes()
