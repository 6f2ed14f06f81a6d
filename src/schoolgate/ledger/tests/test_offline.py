"""The single file that checks a pack on a machine without Schoolgate."""

import ast
import base64
import json
import sys
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from schoolgate.ledger import notes
from schoolgate.ledger.offline import verify_pack
from schoolgate.ledger.packing import VERIFIER
from schoolgate.ledger.tests import a_record
from schoolgate.ledger.tests.a_record import Lines, Record, checked, closed, named, opened, repack

# RFC 8032 section 7.1, tests 1 to 3: public key, message, signature.
VECTORS = (
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe246"
        "55141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb"
        "00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc"
        "027beceea1ec40a",
    ),
)


@pytest.fixture
def record(db: None, tmp_path: Path, settings: Settings) -> Record:
    settings.SCHOOLGATE_KEYS = tmp_path / "keys"
    settings.SCHOOLGATE_KEYS.mkdir()
    return a_record.make(tmp_path)


def spelt(data: bytes) -> str:
    return base64.b64encode(data).decode()


def test_it_works(record: Record) -> None:
    code, report = record.offline(record.export())
    assert (code, report["whole"], report["entries"], report["warnings"]) == (0, True, 11, [])
    assert (report["erased"], report["items"], report["items_erased"]) == (1, 4, 1)
    assert report["authorities"] == {"data-subject": 1, "retention": 1}


def test_it_speaks_to_a_governor(record: Record, capsys: pytest.CaptureFixture[str]) -> None:
    pack = record.export()
    assert verify_pack.main([str(pack), "--checkpoint", str(record.note_file)]) == 0
    told = capsys.readouterr().out
    assert f"Your note fits, {record.note_file}: nothing up to entry 6 was changed since it was made." in told
    assert "WHOLE. Every entry is there, in its order, as it was when it was written." in told
    assert "1 under a person's right to have it erased" in told
    repack(pack, "entries.jsonl", lambda lines: lines.pop(3))
    assert verify_pack.main([str(pack)]) == 1
    assert "Entry 4 is missing." in capsys.readouterr().out


def test_it_needs_an_old_python_and_nothing_else() -> None:
    tree = ast.parse(VERIFIER.read_text(), feature_version=(3, 9))
    modules = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    modules |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert modules - {"__future__"} <= sys.stdlib_module_names


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_signatures_of_the_standard(key: str, message: str, signature: str) -> None:
    public, said, seal = bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature)
    assert verify_pack.signed(spelt(public), spelt(seal), said)
    assert not verify_pack.signed(spelt(public), spelt(seal), said + b"x")
    order = int.from_bytes(seal[32:], "little") + verify_pack.ORDER  # the same, once round: RFC 8032 refuses it
    assert not verify_pack.signed(spelt(public), spelt(seal[:32] + order.to_bytes(32, "little")), said)


@settings(max_examples=15)
@given(st.binary(max_size=40), st.integers(0, 95), st.integers(1, 255))
def test_it_agrees_with_a_well_kept_library(message: bytes, place: int, bits: int) -> None:
    key = Ed25519PrivateKey.generate()
    both = bytearray(key.public_key().public_bytes_raw() + key.sign(message))
    assert verify_pack.signed(spelt(bytes(both[:32])), spelt(bytes(both[32:])), message)
    both[place] ^= bits
    public, seal = spelt(bytes(both[:32])), spelt(bytes(both[32:]))
    assert verify_pack.signed(public, seal, message) == notes.verifies(public, seal, message)


def test_what_the_receiver_may_not_read_is_not_in_the_pack_and_it_is_checked_all_the_same(record: Record) -> None:
    pack = record.export(["school"])
    code, report = record.offline(pack)
    assert (code, report["withheld"]) == (0, 1)
    held = b"".join(opened(pack).values())
    assert b"case_7" not in held
    assert b"per_1" not in held  # erased
    assert b"case_7" in b"".join(opened(record.export()).values())
    repack(pack, "entries.jsonl", lambda lines: lines[6].update(body="00" * 32))
    assert (7, "changed") in named(record.offline(pack)[1])


def test_a_pack_that_unpacks_to_far_too_much_is_refused_unread(record: Record) -> None:
    pack = record.export()
    files = opened(pack)
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as held:
        for name, data in files.items():
            held.writestr(name, data if name != "entries.jsonl" else b"\0" * (64 << 20))
    code, report = checked(pack)
    assert code == 2
    assert "far too long" in report["trouble"]


@pytest.mark.parametrize("broken", [b"", b"hello", b"PK\3\4" + b"\0" * 40])
def test_what_is_no_pack_is_said_to_be_none(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "pack.zip").write_bytes(broken)
    code, report = checked(tmp_path / "pack.zip")
    assert (code, "cannot be checked" in report["trouble"]) == (2, True)


def test_a_note_that_is_none_or_of_another_record_is_told(record: Record) -> None:
    pack = record.export()
    other = record.folder / "other.txt"
    other.write_text("hello")
    assert checked(pack, "--checkpoint", str(other))[0] == 2
    other.write_text(record.note.text.replace("robinhill", "wrenlane"))
    assert named(checked(pack, "--checkpoint", str(other))[1]) == {(0, "record-missing")}
    other.write_text(record.note.text.replace("entries: 6", "entries: 5"))
    assert (0, "checkpoint-changed") in named(checked(pack, "--checkpoint", str(other))[1])


def test_any_one_byte_or_line_changed_is_found(record: Record, capsys: pytest.CaptureFixture[str]) -> None:
    pack = record.export()
    files = opened(pack)
    bent = record.folder / "bent.zip"

    @settings(max_examples=80)
    @given(st.sampled_from(sorted(files)), st.sampled_from(["flip", "drop", "double", "cut", "gone"]), st.data())
    def bend(name: str, how: str, data: st.DataObject) -> None:
        held = bytearray(files[name])
        lines = files[name].splitlines(keepends=True)
        place = data.draw(st.integers(0, len(lines if how in ("drop", "double") else held) - 1))
        if how == "flip":
            held[place] ^= data.draw(st.integers(1, 255))
        elif how == "cut":
            del held[place:]
        elif how != "gone":
            lines[place : place + 1] = [] if how == "drop" else [lines[place]] * 2
            held = bytearray(b"".join(lines))
        closed(
            {one: bytes(held) if one == name else kept for one, kept in files.items() if (one, how) != (name, "gone")},
            bent,
        )
        assert verify_pack.main([str(bent)]) != 0

    bend()
    assert verify_pack.main([str(pack)]) == 0
    assert "WHOLE" in capsys.readouterr().out


def test_any_one_value_changed_is_found_even_by_one_who_mends_the_list_of_contents(record: Record) -> None:
    """Without what the pack's own signature shows: the record itself gives it away."""
    files = opened(record.export())
    bent = record.folder / "bent.zip"

    @settings(max_examples=80)
    @example("entries.jsonl", 0)
    @given(st.sampled_from(["entries.jsonl", "items.jsonl", "checkpoints.jsonl"]), st.integers(0, 500))
    def bend(name: str, which: int) -> None:
        def change(lines: Lines) -> None:
            line = lines[which % len(lines)]
            held = line["said"] if which % 2 and line.get("said") else line
            fields = sorted(
                field for field, value in held.items() if value is not None and field not in ("said", "withheld")
            )
            field = fields[which // 7 % len(fields)]
            held[field] = held[field] + 1 if isinstance(held[field], int) else f"0{held[field]}"

        closed(files, bent)
        repack(bent, name, change)
        try:
            check = verify_pack.Check(verify_pack.Pack(str(bent)), [])
            check.run()
        except verify_pack.UnreadableError:
            return
        assert {what for _, what, _ in check.found} - {"pack-changed"}

    bend()
    assert json.loads(files["pack.json"])["entries"] == 11
