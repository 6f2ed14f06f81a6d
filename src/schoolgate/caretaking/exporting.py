"""Everything a school keeps here, in open formats, for leaving Schoolgate or for reading without it.

A folder with, for each table, ``data/NAME.csv`` to look at in a spreadsheet and ``data/NAME.jsonl``, exact; the files
in clear under ``files/``; the permanent record as a pack with its own verifier; and ``datapackage.json``, which
describes every table and column (the Frictionless Data Package). Words are unlocked: guard the folder.

A spreadsheet takes a cell that begins with ``= + - @``, a tab or a return for a formula. In the CSV such a cell is
given an apostrophe before it (OWASP's advice); the JSON lines have it as it is.
"""

import csv
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import models

from schoolgate.frame.checks import room_models
from schoolgate.frame.encrypted_files import EncryptedFileField
from schoolgate.frame.scoped import SchoolScoped
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.models import Account, School

# Tables of the installation and not of a school, or of no meaning elsewhere; each with why.
LEFT_OUT: Final = {
    "frame.OutboxEvent": "errands between rooms, done or about to be",
    "frame.Delivery": "errands between rooms, done or about to be",
    "frame.Beat": "when this machine's own clock came round",
    "ledger.Chain": "in the record's own pack",
    "ledger.Entry": "in the record's own pack",
    "ledger.Body": "in the record's own pack",
    "ledger.Leaf": "in the record's own pack",
    "ledger.Erasure": "in the record's own pack",
    "ledger.SigningKey": "in the record's own pack",
    "ledger.Checkpoint": "in the record's own pack",
    "people.Trust": "named in the school's own line",
    "people.TrustRole": "of the trust, and not of one school",
    "people.RegisterExtract": "public: the national register of schools",
    "people.RegisterReject": "public: the national register of schools",
    "people.RegisteredSchool": "public: the national register of schools",
    "people.SetupLink": "opens nothing any more",
    "people.SecondStepSecret": "a secret of whoever signs in",
    "people.ProviderIdentity": "a provider's name for whoever signs in",
    "people.OpenSession": "who is signed in just now",
}
SECRETS: Final = frozenset({"password", "digest", "key_digest", "request_digest", "last_login"})
_LINKS: Final = {("notices.Notice", "context")}  # of a letter still in line: a link that lets its reader in
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_TYPES: Final = {
    "BooleanField": "boolean",
    "DateField": "date",
    "DateTimeField": "datetime",
    "FloatField": "number",
    "JSONField": "any",
}


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows each table had, and how many files went with them."""

    tables: dict[str, int]
    files: int

    @property
    def rows(self) -> int:
        return sum(self.tables.values())


def tables() -> list[type[models.Model]]:
    """The tables that are exported, by name."""
    found = [model for model in room_models() if issubclass(model, SchoolScoped) or model in (School, Account)]
    found = [model for model in found if model._meta.label not in LEFT_OUT]
    return sorted(found, key=lambda model: model._meta.label)


def write(out: Path, school: School) -> Exported:
    """Write the school's folder. Raises ``BadInputError`` for one that is not empty: nothing is written over."""
    if out.exists() and any(out.iterdir()):
        raise BadInputError(str(out), "it is not empty.", "Name a new folder.")
    (out / "data").mkdir(mode=0o700, parents=True, exist_ok=True)
    out.chmod(0o700)
    counts, files, resources = {}, 0, []
    for model in tables():
        columns = [
            field
            for field in model._meta.concrete_fields
            if field.name not in SECRETS and (model._meta.label, field.name) not in _LINKS
        ]
        count, taken = _write_table(out, model, columns, school)
        counts[model._meta.label] = count
        files += taken
        resources += [_described(model, columns, ending) for ending in ("csv", "jsonl")]
    files += _copy_activity(out, school)
    package = {
        "name": school.ref.replace("_", "-"),
        "title": f"What Schoolgate keeps for {school.name}",
        "resources": resources,
        "left_out": LEFT_OUT,
    }
    (out / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=1), encoding="utf-8")
    return Exported(counts, files)


def _copy_activity(out: Path, school: School) -> int:
    """The sealed parts of web activity, as they lie: Parquet, whose words open with the keys in the tables."""
    lies = Path(settings.SCHOOLGATE_DATA) / "activity" / school.ref
    found = sorted(lies.glob("*/*.parquet"))
    for part in found:
        to = out / "activity" / part.relative_to(lies)
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(part, to)
    return len(found)


def _write_table(out: Path, model: type[models.Model], columns: list[Any], school: School) -> tuple[int, int]:
    name = model._meta.label_lower
    count = files = 0
    with (
        (out / "data" / f"{name}.csv").open("w", encoding="utf-8", newline="") as sheet,
        (out / "data" / f"{name}.jsonl").open("w", encoding="utf-8") as exact,
    ):
        sheet.write("\ufeff")  # by which a spreadsheet knows that letters with accents are UTF-8
        writer = csv.writer(sheet)
        writer.writerow([field.name for field in columns])
        for row in _rows(model, school):
            said = {field.name: _said(row, field) for field in columns}
            writer.writerow([_harmless(value) for value in said.values()])
            exact.write(json.dumps(said, ensure_ascii=False) + "\n")
            count += 1
            files += sum(_copy(out, row, field) for field in columns if isinstance(field, EncryptedFileField))
    return count, files


def _rows(model: type[models.Model], school: School) -> Iterator[Any]:
    if issubclass(model, SchoolScoped):
        rows: models.QuerySet[Any] = model.objects.for_school(school)
    elif model is School:
        rows = School.objects.filter(pk=school.pk)
    else:  # Account
        from_here = "people.Person"  # the sign-ins of this school's people, and nobody else's
        persons = next(one for one in room_models() if one._meta.label == from_here)
        accounts = persons._base_manager.filter(school_id=school.pk, account__isnull=False).values("account_id")
        rows = Account.objects.filter(pk__in=accounts)
    yield from rows.order_by("pk").iterator(chunk_size=1000)


def _said(row: Any, field: Any) -> object:
    if isinstance(field, EncryptedFileField):
        held = getattr(row, field.name)
        return f"files/{held.name}" if held else ""
    value = getattr(row, field.attname)
    if isinstance(field, models.ForeignKey):
        related = getattr(row, field.name, None) if value is not None else None
        return getattr(related, "ref", value)
    if value is None or isinstance(value, bool | int | float | str | dict | list):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _harmless(value: object) -> object:
    """A cell for a spreadsheet: text it could take for a formula is given an apostrophe before it."""
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _copy(out: Path, row: Any, field: Any) -> int:
    held = getattr(row, field.name)
    if not held:
        return 0
    to = out / "files" / held.name
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    to.write_bytes(held.open().read())
    return 1


def _described(model: type[models.Model], columns: list[Any], ending: str) -> dict[str, object]:
    """A table as a Frictionless data resource: what it is, and each column."""
    fields = []
    for field in columns:
        about = str(field.help_text or field.verbose_name)
        if isinstance(field, models.ForeignKey):
            about = f"{about}: the ref, or the id, of a line of {field.related_model._meta.label_lower}"
        described: dict[str, object] = {"name": field.name, "type": _type(field), "description": about}
        if field.choices:
            described["constraints"] = {"enum": [str(key) for key, _ in field.flatchoices]}
        fields.append(described)
    return {
        "name": f"{model._meta.label_lower.replace('.', '-')}-{ending}",
        "path": f"data/{model._meta.label_lower}.{ending}",
        "description": " ".join((model.__doc__ or "").split()),
        "encoding": "utf-8",
        "schema": {"fields": fields},
    }


def _type(field: Any) -> str:
    kind = field.get_internal_type()
    if "Integer" in kind or kind.endswith("AutoField"):
        return "integer"
    return _TYPES.get(kind, "string")
