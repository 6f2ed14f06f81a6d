#!/usr/bin/env python3
"""Check a pack of a school's permanent record, on any machine, without Schoolgate.

    python3 verify_pack.py PACK [--checkpoint FILE ...] [--json]

It needs Python 3.9 or newer and nothing else. --checkpoint holds the record against a note that you kept elsewhere.
Exit 0: the record is whole. 1: it is not, and what is wrong is named. 2: the pack or a note cannot be read.

The format is described in docs/reference/record-format.md of Schoolgate; this file was written from it alone.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import json
import re
import sys
import zipfile
from collections import Counter
from itertools import combinations
from typing import IO, Any, Iterator

Said = dict[str, Any]
Point = tuple[int, int, int, int]
MOST_FINDINGS, MOST_SUSPECTS, LONGEST_LINE, LONGEST_FILE, HIGHEST_RATIO = 1000, 200, 4 << 20, 16 << 20, 200
NOTE = [
    "Schoolgate checkpoint, version 1",
    "Keep this note where Schoolgate cannot reach it. It fixes the permanent record",
    "as it was: with it anybody can show that nothing up to here was changed.",
    "",
]
CHANGE = ["Schoolgate change of signing key, version 1", "The old key signs that the new one takes its place.", ""]
FIELDS = {
    "record": "chain",
    "checkpoint": "number",
    "entries": "entries",
    "last digest": "head",
    "made": "at",
    "installation": "instance",
    "key": "key",
    "signature": "signature",
}
SAID = ("actor", "actor_kind", "details", "kind", "label", "on_behalf_of", "ref", "subject")
AUTHORITIES = {
    "data-subject": "a person's right to have it erased",
    "retention": "the school's retention schedule",
    "court": "an order of a court",
    "regulator": "an order of the data protection regulator",
    "mistake": "the duty to take out what was entered by mistake",
}


class UnreadableError(Exception):
    """What was given is no pack, or no note."""


# Signatures: Ed25519 as RFC 8032 section 5.1 has it, verification only.
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def point(y: int, odd: int) -> Point | None:
    """The point with this y, whose x is odd or not, in extended coordinates; None where there is none."""
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and odd):
        return None
    x = P - x if x & 1 != odd else x
    return x, y, 1, x * y % P


def plus(one: Point, other: Point) -> Point:
    (x, y, z, t), (u, v, w, s) = one, other
    a, b, c, d = (y - x) * (v - u), (y + x) * (v + u), 2 * t * s * D, 2 * z * w
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, what: Point) -> Point:
    found = (0, 1, 1, 0)
    while number:
        found = plus(found, what) if number & 1 else found
        what, number = plus(what, what), number >> 1
    return found


BASE = point(4 * pow(5, P - 2, P) % P, 0) or (0, 1, 1, 0)


def signed(key: Any, signature: Any, message: bytes) -> bool:
    """Whether ``signature`` over ``message`` is that of ``key``; both in base64."""
    try:
        public, seal = base64.b64decode(key, validate=True), base64.b64decode(signature, validate=True)
    except (ValueError, TypeError):
        return False
    if (base64.b64encode(public).decode(), base64.b64encode(seal).decode()) != (key, signature):
        return False  # base64 has spellings for the same bytes that differ in their last letter
    encoded, number = int.from_bytes(public, "little"), int.from_bytes(seal[32:], "little")
    there = point(encoded & (1 << 255) - 1, encoded >> 255) if (len(public), len(seal)) == (32, 64) else None
    if there is None or number >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(seal[:32] + public + message).digest(), "little") % ORDER
    x, y, z, t = there
    x, y, z, t = plus(times(number, BASE), times(challenge, (-x % P, y, z, -t % P)))
    x, y = x * pow(z, P - 2, P) % P, y * pow(z, P - 2, P) % P
    return (y | (x & 1) << 255).to_bytes(32, "little") == seal[:32]


# Digests.
def spell(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def seal(text: bytes, salt: str) -> str:
    """HMAC-SHA-256 under a salt in hexadecimal. Empty, which fits nothing, where the salt is none."""
    try:
        return hmac.new(bytes.fromhex(salt), text, hashlib.sha256).hexdigest()
    except (ValueError, TypeError):
        return ""


def header(entry: Said, chain: str, sequence: int) -> str:
    kept = {name: entry[name] for name in ("at", "body", "previous", "version")}
    return sha(spell({**kept, "chain": chain, "sequence": sequence}))


def fits(said: Said | None, body: str) -> bool:
    return said is not None and seal(spell({name: said[name] for name in SAID}), said["salt"]) == body


class Tree:
    """A Merkle tree (RFC 6962) that keeps only the roots of its complete parts."""

    def __init__(self) -> None:
        self.parts: list[tuple[int, bytes]] = []
        self.size = 0

    def add(self, leaf: bytes) -> None:
        size, node = 1, hashlib.sha256(b"\0" + leaf).digest()
        while self.parts and self.parts[-1][0] == size:
            size, node = size * 2, hashlib.sha256(b"\1" + self.parts.pop()[1] + node).digest()
        self.parts.append((size, node))
        self.size += 1

    def root(self) -> str:
        node = self.parts[-1][1] if self.parts else hashlib.sha256().digest()
        for _, left in reversed(self.parts[:-1]):
            node = hashlib.sha256(b"\1" + left + node).digest()
        return node.hex()


# Notes.
def note_text(note: Said) -> bytes:
    lines = NOTE + [f"{name}: {note[field]}" for name, field in FIELDS.items() if name != "signature"]
    return "".join(line + "\n" for line in lines).encode()


def read_note(path: str) -> Said:
    """A note as it was mailed: quoted, wrapped, with words before and after."""
    with open(path, encoding="utf-8", errors="replace") as file:
        text = file.read(20_000)
    note: Said = {}
    name = ""
    for line in (re.sub(r"^[\s>|*]+|[\s\\]+$", "", raw) for raw in text.splitlines()):
        found, colon, rest = line.partition(":")
        size = {"last digest": 64, "key": 44, "signature": 88}.get(name, 0)
        if colon and found in FIELDS:
            name = found
            if FIELDS[name] in note:
                raise UnreadableError(f"{path} holds more than one note. Give one at a time.")
            note[FIELDS[name]] = rest.strip()
        elif line and " " not in line and len(note.get(FIELDS.get(name, ""), "")) < size:
            note[FIELDS[name]] += line
        else:
            name = ""
    try:
        note["number"], note["entries"] = int(note["number"]), int(note["entries"])
    except (KeyError, ValueError):
        note = {}
    if set(note) != set(FIELDS.values()) or NOTE[0] not in " ".join(text.split()):
        raise UnreadableError(f"{path} is not a whole checkpoint. Give the note as it was sent.")
    return note


class Pack:
    """The files of a pack, read a line at a time, and digested as they are read."""

    def __init__(self, path: str) -> None:
        try:
            self.zip = zipfile.ZipFile(path)
            self.sizes = {info.filename: info for info in self.zip.infolist()}
            self.about = json.loads(self.small("pack.json"))
            self.seal = json.loads(self.small("pack.sig"))
            self.keys = json.loads(self.small("keys.json"))
            self.files, self.chain, self.entries = self.about["files"], self.about["chain"], self.about["entries"]
            self.lost, self.renewed = list(self.about["guard"]["missing"]), list(self.about["guard"]["renewed"])
            right = isinstance(self.chain, str) and isinstance(self.entries, int) and isinstance(self.files, dict)
            if (
                not right
                or self.about.get("format") != 1
                or not all(isinstance(key, dict) for key in self.keys)
                or len(self.sizes) > 50
            ):
                raise ValueError("its parts are not what they should be")
        except (
            OSError,
            zipfile.BadZipFile,
            KeyError,
            ValueError,
            TypeError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise UnreadableError(f"{path} is not a pack that can be read: {error}.") from None

    def small(self, name: str) -> bytes:
        with self.zip.open(name) as file:
            data = file.read(LONGEST_FILE + 1)
        if len(data) > LONGEST_FILE:
            raise ValueError(f"{name} is too long")
        return data

    def same(self, name: str) -> bool:
        """Whether the file is, byte for byte, the one that was signed for."""
        digest = hashlib.sha256()
        with self.open(name) as file:
            for piece in iter(lambda: file.read(1 << 20), b""):
                digest.update(piece)
        return bool(self.files.get(name) == digest.hexdigest())

    def open(self, name: str) -> IO[bytes]:
        info = self.sizes.get(name)
        if info is None or info.file_size > HIGHEST_RATIO * max(info.compress_size, 1 << 16):
            raise UnreadableError(f"{name} is missing from the pack, or far too long when it is unpacked.")
        return self.zip.open(name)

    def lines(self, name: str) -> Iterator[Said]:
        with self.open(name) as file:
            for raw in iter(lambda: file.readline(LONGEST_LINE), b""):
                try:
                    found = json.loads(raw)
                except ValueError:
                    found = None
                if not isinstance(found, dict):
                    raise UnreadableError(f"a line of {name} cannot be read: the pack was damaged, or changed.")
                yield found


def right(entry: Said) -> bool:
    """Whether a line has the parts of an entry, each of its kind."""
    said = entry.get("said")
    words = [entry.get(name) for name in ("at", "chain", "previous", "body", "digest")]
    words += [said.get(name) for name in (*SAID, "salt")] if isinstance(said, dict) else []
    numbers = [entry.get("sequence"), entry.get("version"), entry.get("erased", 0)]
    whole = all(isinstance(word, str) for word in words) and all(type(number) is int for number in numbers)
    return whole and "said" in entry and (said is None or isinstance(said, dict))


def details(said: Said | None) -> Said:
    try:
        found = json.loads(said["details"]) if said else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


class Check:
    """Everything that is found, as (place in the record, what, in words)."""

    def __init__(self, pack: Pack, notes: list[tuple[str, Said]]) -> None:
        self.pack, self.notes, self.chain = pack, notes, pack.chain
        self.found: list[tuple[int, str, str]] = []
        self.warnings: list[str] = []
        self.suspects: list[Said] = []
        self.points: dict[int, list[tuple[str, str]]] = {}
        self.given: dict[str, str] = {}
        self.fits: list[str] = []
        self.gone: dict[int, tuple[int, bool, int]] = {}
        self.counts: Counter[str] = Counter()
        self.under: Counter[str] = Counter()
        self.place, self.previous, self.at, self.began = 0, sha(spell({"chain": pack.chain})), "", ""
        self.items = pack.lines("items.jsonl")
        self.item = next(self.items, None)

    def say(self, place: int, what: str, words: str, suspect: Said | None = None) -> None:
        if len(self.found) < MOST_FINDINGS:
            self.found.append((place, what, words))
        if suspect is not None and suspect not in self.suspects[-1:]:
            self.suspects.append(suspect)

    def run(self) -> None:
        self.files()
        self.signing_keys()
        self.checkpoints()
        for entry in self.pack.lines("entries.jsonl"):
            if not right(entry):
                raise UnreadableError(f"what follows entry {self.place} is no entry: the pack was damaged, or changed.")
            if len(self.suspects) >= MOST_SUSPECTS:
                self.say(self.place, "too-many", "Too much is wrong to go on; nothing after this was looked at.")
                break
            self.entry(entry)
        else:
            self.end()
        self.explain()
        self.found.sort(key=lambda one: one[0])

    def files(self) -> None:
        pack = self.pack
        for name in sorted({*pack.files, *pack.sizes} - {"pack.json", "pack.sig"}):
            if name not in pack.files or name not in pack.sizes or not pack.same(name):
                self.say(0, "pack-changed", f"{name} is not as it was when the pack was made.")
        seal = pack.seal if isinstance(pack.seal, dict) else {}
        words = f"Schoolgate pack, version 1\n{sha(pack.small('pack.json'))}\n".encode()
        right = pack.small("pack.sig") == json.dumps(seal, indent=1).encode() and seal.get("key") in self.known()
        if not right or not signed(seal.get("key"), seal.get("signature"), words):
            self.say(0, "pack-changed", "The pack's list of contents is not as it was signed when the pack was made.")
        if pack.lost:
            what = ", ".join(map(str, pack.lost[:3])) + (f" and {len(pack.lost) - 3} more" if pack.lost[3:] else "")
            self.say(0, "guard-gone", f"When the pack was made, the database's own guard was not in place: {what}.")
        if pack.renewed:
            days = ", ".join(str(day)[:10] for day in pack.renewed)
            self.warnings.append(f"The database's guard was found missing or changed, and put back, on {days}.")

    def known(self) -> set[Any]:
        return {key.get("public") for key in self.pack.keys}

    def signing_keys(self) -> None:
        before = ""
        for key in self.pack.keys:
            fields = (("installation", "instance"), ("old key", "follows"), ("new key", "public"), ("made", "made"))
            text = "".join(f"{line}\n" for line in [*CHANGE, *(f"{name}: {key.get(part)}" for name, part in fields)])
            name = f"The signing key {fingerprint(key.get('public'))} of {str(key.get('made'))[:10]}"
            if key.get("follows") != before:
                self.say(0, "key-changed", f"{name} is not as it was recorded, or one before it is gone.")
            elif key.get("signature") and not signed(before, key["signature"], text.encode()):
                self.say(0, "key-changed", f"{name} was put in the place of another: its succession is not as signed.")
            elif before and not key.get("signature"):
                self.warnings.append(f"{name} was not signed for by the key before, as when that was lost. Ask why.")
            before = key.get("public")

    def checkpoints(self) -> None:
        number = latest = 0
        for note in self.pack.lines("checkpoints.jsonl"):
            number, name = number + 1, f"checkpoint {note.get('number')} of {str(note.get('at'))[:10]}"
            if note.get("number") != number:
                self.say(0, "checkpoint-removed", f"A checkpoint before number {note.get('number')} is missing.")
                number = note["number"] if isinstance(note.get("number"), int) else number
            latest = max(latest, self.checkpoint(note, name))
        if latest < self.pack.entries:
            self.say(latest, "unsealed", f"What comes after entry {latest} is sealed by no checkpoint in the pack.")
        for path, note in self.notes:
            name = f"the checkpoint in {path}, number {note['number']} of {note['at'][:10]},"
            if note["chain"] != self.chain:
                self.say(0, "record-missing", f"T{name[1:]} is of another record: this pack is not of that one.")
            else:
                self.given[name] = path
                self.checkpoint(note, name)

    def checkpoint(self, note: Said, name: str) -> int:
        """Hold on to what the note fixes, and return up to where. A false one is a finding, and is held on to too."""
        if set(FIELDS.values()) - set(note) or type(note["entries"]) is not int:
            raise UnreadableError(f"{name} has not the parts of one: the pack was damaged, or changed.")
        start = name[0].upper() + name[1:]
        if note["chain"] != self.chain or not signed(note["key"], note["signature"], note_text(note)):
            self.say(0, "checkpoint-changed", f"{start} is not as it was signed: the note itself was changed.")
            self.given.pop(name, None)
        elif note["key"] not in self.known():
            self.say(
                0,
                "key-unknown",
                f"{start} is signed with a key that is not in the pack: it is another's, or keys "
                "were put in the place of others.",
            )
        self.points.setdefault(note["entries"], []).append((name, note["head"]))
        return int(note["entries"])

    def missing(self, first: int, last: int) -> None:
        which = f"Entry {first} is" if first == last else f"Entries {first} to {last} are"
        self.say(first, "removed", f"{which} missing.")

    def entry(self, entry: Said) -> None:
        place = entry["sequence"]
        if place <= self.place:
            self.say(place, "fork", f"There are two entries at place {place}: the record was split in two.", entry)
        elif place > self.pack.entries:
            words = f"The record was {self.pack.entries} long, and there is an entry {place}."
            self.say(place, "beyond-the-head", words, entry)
        elif place != self.place + 1:
            self.missing(self.place + 1, place - 1)
        elif entry["previous"] != self.previous:
            self.say(place, "does-not-follow", f"Entry {place} does not follow the one before.", entry)
        if entry["chain"] != self.chain:
            words = f"Entry {place} was brought from another record: it belongs to another chain."
            self.say(place, "spliced", words, entry)
        if header(entry, self.chain, place) != entry["digest"]:
            words = f"The header of entry {place} was changed (its place, time or seal), or put in its place."
            self.say(place, "changed", words, entry)
        if entry["at"] < self.at:
            self.say(place, "time-goes-back", f"Entry {place} is dated before the one it follows.", entry)
        self.said(entry)
        self.place, self.previous = place, entry["digest"]
        self.at, self.began = max(self.at, entry["at"]), self.began or entry["at"]
        for name, head in self.points.pop(place, []):
            if head == entry["digest"]:
                self.counts["checkpoints"] += 1
                self.fits += [f"{self.given[name]}: nothing up to entry {place}"] if name in self.given else []
            else:
                words = f"Entry {place} is not the one that was sealed by {name}: the record was written anew."
                self.say(place, "rewritten", words)

    def said(self, entry: Said) -> None:
        place, said = entry["sequence"], entry["said"]
        if said is None and "erased" in entry:
            self.counts["erased"] += 1
            self.gone[entry["erased"]] = (place, True, 0)
        elif said is None:
            self.counts["withheld"] += 1
            if entry.get("withheld") is not True:
                self.say(place, "body-removed", f"What entry {place} said is gone, and no erasure says why.", entry)
        elif not fits(said, entry["body"]):
            words = f"What entry {place} says, or the salt it was sealed with, was changed."
            self.say(place, "body-changed", words, entry)
        elif "erased" in entry:
            self.say(place, "erasure-undone", f"What entry {place} said is put down as erased, and it is there.", entry)
        if said is not None and '"merkle_root":' in said["details"]:
            self.batch(place, details(said))
        if place in self.gone:
            self.told(entry, *self.gone.pop(place))

    def told(self, entry: Said, place: int, whole: bool, items: int) -> None:
        """The entry that tells of an erasure must say what was in truth taken."""
        says, said = details(entry["said"]), entry["said"]
        if said is None and entry.get("withheld"):
            self.under["not shown in this pack"] += 1 if whole else items
            return
        truly = (says.get("entry"), says.get("whole")) == (place, whole) and (whole or says.get("items") == items)
        if not said or said["kind"] != "ledger.erased" or not truly:
            self.not_told(place)
        else:
            self.under[str(says.get("authority"))] += 1 if whole else items

    def not_told(self, place: int) -> None:
        self.say(place, "erasure-not-told", f"Something entry {place} said was erased, and no entry says so.")

    def batch(self, place: int, says: Said) -> None:
        tree = Tree()
        while self.item is not None and self.item.get("entry") == place:
            item, self.item = self.item, next(self.items, None)
            if item.get("number") != tree.size:
                break
            sealed = item.get("commitment")
            if "erased" in item:
                self.counts["items erased"] += 1
                so_far = self.gone.get(item["erased"], (place, False, 0))[2]
                self.gone[item["erased"]] = (place, False, so_far + 1)
            else:
                sealed = seal(str(item.get("item")).encode(), item.get("salt", ""))
            try:
                tree.add(bytes.fromhex(str(sealed)))
            except ValueError:
                tree.add(b"")
        self.counts["items"] += tree.size
        if (tree.root(), tree.size) != (says.get("merkle_root"), says.get("leaves")):
            words = f"The items of entry {place} are not those that were recorded: one is false, or is missing."
            self.say(place, "items-changed", words)

    def end(self) -> None:
        if self.place < self.pack.entries:
            self.missing(self.place + 1, self.pack.entries)
        elif self.place == self.pack.entries and self.previous != self.pack.about.get("head"):
            self.say(self.place, "head", "The head of the record is not its last entry.")
        if self.item is not None:
            self.say(0, "items-added", "There are items that no entry of the record knows of.")
        for sealed, names in self.points.items():
            for name, _ in names:
                words = f"{name[0].upper()}{name[1:]} sealed {sealed} entries, and the record ends at {self.place}: "
                self.say(sealed, "cut-off", words + "the end was cut off.")
        for place, _, _ in self.gone.values():
            self.not_told(place)

    def explain(self) -> None:
        """Name what happened to entries that do not fit: swapped, played again, split in two, or from elsewhere."""
        for one, other in combinations(self.suspects, 2):
            first, second = one["sequence"], other["sequence"]
            headers = (
                header(one, self.chain, second) == one["digest"] and header(other, self.chain, first) == other["digest"]
            )
            if first != second and (headers or (fits(one["said"], other["body"]) and fits(other["said"], one["body"]))):
                what = "E" if headers else "What was said in e"
                self.say(first, "swapped", f"{what}ntries {first} and {second} {'were' if headers else 'was'} swapped.")
        wanted = {one[name] for one in self.suspects for name in ("digest", "previous", "body")}
        places: dict[str, list[int]] = {}
        for entry in self.pack.lines("entries.jsonl") if wanted else ():
            for name in ("digest", "body"):
                if entry.get(name) in wanted:
                    places.setdefault(entry[name], []).append(entry["sequence"])
        for one in self.suspects:
            place = one["sequence"]
            before = [at for name in ("digest", "body") for at in places.get(one[name], []) if at < place]
            follows = [at for at in places.get(one["previous"], []) if at < place - 1]
            if before:
                self.say(place, "replayed", f"Entry {place} is entry {min(before)} over again.")
            elif follows:
                words = f"Entry {place} follows entry {min(follows)}, as another does: the record was split in two."
                self.say(place, "fork", words)

    def report(self) -> Said:
        pack = self.pack
        return {
            "chain": self.chain,
            "whole": not self.found,
            "entries": pack.entries,
            "from": self.began,
            "to": self.at,
            "checkpoints": self.counts["checkpoints"],
            "notes": self.fits,
            "withheld": self.counts["withheld"],
            "erased": self.counts["erased"],
            "items": self.counts["items"],
            "items_erased": self.counts["items erased"],
            "authorities": dict(sorted(self.under.items())),
            "warnings": self.warnings,
            "key": fingerprint(pack.seal.get("key") if isinstance(pack.seal, dict) else None),
            "faults": [{"sequence": place, "what": what, "words": words} for place, what, words in self.found],
        }


def fingerprint(key: Any) -> str:
    """The first 16 characters of the digest of a public key, in fours."""
    try:
        found = sha(base64.b64decode(key, validate=True))
    except (ValueError, TypeError):
        return "(none)"
    return " ".join(found[start : start + 4] for start in range(0, 16, 4))


def many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


def words(report: Said) -> str:
    """The report for a person."""
    entries = many(report["entries"], "entry", "entries")
    told = [
        f"The record {report['chain']}: {entries}, {report['from'][:10] or 'none'} to {report['to'][:10] or 'none'}."
    ]
    if report["whole"]:
        told.append("WHOLE. Every entry is there, in its order, as it was when it was written.")
        told.append(f"{many(report['checkpoints'], 'checkpoint fits', 'checkpoints fit')} it.")
    else:
        told.append("NOT WHOLE. This was found:")
        told += [f"  - {fault['words']}" for fault in report["faults"]]
    told += [f"Your note fits, {fit} was changed since it was made." for fit in report["notes"]]
    if report["items"]:
        told.append(f"{many(report['items'], 'item', 'items')} of lists that were loaded were looked at one by one.")
    if report["erased"] or report["items_erased"]:
        erased = many(report["erased"], "entry has", "entries have")
        told.append(f"{erased} had the words erased, and {many(report['items_erased'], 'item', 'items')}:")
        told += [f"  - {count:,} under {AUTHORITIES.get(by, by)}" for by, count in report["authorities"].items()]
    if report["withheld"]:
        shown = many(report["withheld"], "entry is", "entries are")
        told.append(f"{shown} not for the reader of this pack: checked by seal only, and the words are left out.")
    told += [f"To know: {warning}" for warning in report["warnings"]]
    told.append(f"Signed with the key {report['key']}. Compare this with the key of notes you kept, or ask the school.")
    told.append("What no pack can show: changes after the last checkpoint that somebody kept elsewhere.")
    return "\n".join(told)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check a pack of a school's permanent record, without Schoolgate.")
    parser.add_argument("pack")
    parser.add_argument("--checkpoint", action="append", default=[], metavar="FILE", help="a note you kept elsewhere")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    given = parser.parse_args(arguments)
    try:
        check = Check(Pack(given.pack), [(path, read_note(path)) for path in given.checkpoint])
        check.run()
    except (UnreadableError, OSError, zipfile.BadZipFile, EOFError, RecursionError, ValueError) as error:
        print(f"It cannot be checked: {error}", file=sys.stderr)
        return 2
    report = check.report()
    print(json.dumps(report, ensure_ascii=False, indent=2) if given.json else words(report))
    return 0 if report["whole"] else 1


if __name__ == "__main__":
    sys.exit(main())
