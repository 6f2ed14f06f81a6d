"""Make a folder of activity: lines as Squid writes them, or parts as loading leaves them with their own manifest."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from schoolgate.activity.making.counting import counts
from schoolgate.activity.making.drawing import Drawn, draw
from schoolgate.activity.making.schools import LEVELS, MadeSchool, school
from schoolgate.activity.making.squid import lines
from schoolgate.activity.making.stored import midnight, rows
from schoolgate.activity.making.terms import school_days
from schoolgate.activity.making.words import Web, searches, web
from schoolgate.activity.rows import KINDS
from schoolgate.kernel.errors import BadInputError

type Form = Literal["squid", "parts", "both"]
MANIFEST: Final = "parts.json"
A_DAY: Final = 200_000  # an infant school's rows
_FEWEST_DAYS: Final = 5
_DAYS: Final = 60  # of one school, before there is another


@dataclass(frozen=True, slots=True)
class Wish:
    """``schools`` 0 and ``a_day`` 0 are chosen from the rows. ``since`` is the first day, if school is open."""

    rows: int
    seed: int = 1
    schools: int = 0
    a_day: int = 0
    since: date = date(2026, 9, 7)
    form: Form = "squid"


@dataclass(frozen=True, slots=True)
class Made:
    """What was made. ``bytes`` is all files together."""

    rows: int
    schools: int
    days: int
    incidents: int
    files: int
    bytes: int
    seconds: float


def make(wish: Wish, out: Path, progress: Callable[[str], None] = lambda _: None) -> Made:
    """Fill the folder ``out``, which has to be empty or not there. Raises ``BadInputError``."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise BadInputError(str(out), "it is there already, and not empty.", "Name a folder that is not there yet.")
    out.mkdir(parents=True, exist_ok=True)
    began, (schools, days, a_day) = time.perf_counter(), _spread(wish)
    there, said = web(wish.seed), searches()
    everyone = [school(wish.seed, number) for number in range(schools)]
    _write_schools(out, everyone)
    manifest, done, happened = [], 0, 0
    with (out / "incidents.jsonl").open("w", encoding="utf-8") as told:
        for day in islice(school_days(wish.since), days):
            for each in everyone:
                if (count := min(a_day, wish.rows - done)) <= 0:
                    break
                drawn = draw(there, each, day, count, wish.seed, len(said), names=wish.form == "parts")
                manifest += _write(wish.form, out, there, drawn, said, done)
                told.writelines(json.dumps(one) + "\n" for one in _told(drawn))
                done, happened = done + count, happened + len(drawn.incidents)
            progress(f"{done:,} of {wish.rows:,} rows")
    if wish.form != "squid":
        (out / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    files = [each for each in out.rglob("*") if each.is_file()]
    size = sum(each.stat().st_size for each in files)
    return Made(done, schools, days, happened, len(files), size, round(time.perf_counter() - began, 3))


def _spread(wish: Wish) -> tuple[int, int, int]:
    """How many schools, days of each, and rows a day."""
    a_day = wish.a_day or max(1, min(A_DAY, -(-wish.rows // (_FEWEST_DAYS * max(wish.schools, 1)))))
    school_days_ = -(-wish.rows // a_day)
    schools = wish.schools or -(-school_days_ // _DAYS)
    return schools, -(-school_days_ // schools), a_day


def _write(form: Form, out: Path, there: Web, drawn: Drawn, said: tuple[str, ...], first: int) -> list[dict[str, Any]]:
    if form in {"squid", "both"}:
        log = out / "squid" / drawn.school.ref / f"{drawn.day}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_bytes(lines(there, drawn, said))
    if form == "squid":
        return []
    table = rows(there, drawn, said, first)
    folder = out / "parts" / drawn.school.ref / drawn.day.isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    return [_part(out, folder, drawn, kind, each) for kind, each in {"rows": table, **counts(table)}.items()]


def _part(out: Path, folder: Path, drawn: Drawn, kind: str, table: pa.Table) -> dict[str, Any]:
    path = folder / f"{kind}.parquet"
    pq.write_table(table, path, store_schema=False, row_group_size=1 << 17, **_as_loading(table.column_names))
    said = {"kind": kind, "school": drawn.school.ref, "day": drawn.day.isoformat()}
    return {**said, "path": str(path.relative_to(out)), "rows": table.num_rows}


def _as_loading(names: list[str]) -> dict[str, Any]:
    """How a part is packed, as loading packs it: ids are chance and take no packing, moments no dictionary."""
    packed = [name for name in names if name != "id"]
    return {
        "compression": {name: "none" if name == "id" else "zstd" for name in names},
        "compression_level": dict.fromkeys(packed, 1),
        "use_dictionary": [name for name in packed if name != "at"],
    }


def _told(drawn: Drawn) -> Iterator[dict[str, Any]]:
    began, folk = midnight(drawn).isoformat(), drawn.school.folk
    for each in drawn.incidents:
        kind = {key: value for key, value in asdict(each.kind).items() if key in {"key", "look", "severity"}}
        who = {"person": folk.person[each.who], "device": folk.device[each.who], "address": folk.address[each.who]}
        when = {"day": each.day.isoformat(), "midnight": began, "minute": each.minute, "rows": each.rows}
        yield {"school": drawn.school.ref, **kind, **when, **who, "words": each.words}


def _write_schools(out: Path, everyone: list[MadeSchool]) -> None:
    """Who is behind which address: what a school's own lists would say."""
    told = [
        {
            "school": each.ref,
            "classes": dict(zip(each.groups, each.class_names, strict=True)),
            "devices": [
                {
                    "address": each.folk.address[row],
                    "account": each.folk.account[row],
                    "level": LEVELS[each.folk.level[row]],
                    "class": each.groups[group] if (group := int(each.folk.group[row])) >= 0 else "",
                    "shared": bool(each.folk.shared[row]),
                }
                for row in range(len(each.folk.address))
            ],
        }
        for each in everyone
    ]
    (out / "schools.json").write_text(json.dumps(told, indent=1), encoding="utf-8")


def parts_of(folder: Path) -> dict[str, list[tuple[date, Path]]]:
    """The parts that a made folder's own manifest names, with their days, by kind. Raises ``BadInputError``."""
    try:
        listed = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as gone:
        raise BadInputError(
            str(folder), f"it holds no {MANIFEST}.", "Make one: schoolgate activity make --form parts."
        ) from gone
    found: dict[str, list[tuple[date, Path]]] = {kind: [] for kind in KINDS}
    for each in listed:
        found[each["kind"]].append((date.fromisoformat(each["day"]), folder / each["path"]))
    return found
