"""Loading a list by a verb of its own noun: the same way in as the pages, told as counts and reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from schoolgate.cli.acting import operator
from schoolgate.cli.invocation import Invocation
from schoolgate.kernel.errors import BadInputError

if TYPE_CHECKING:
    from schoolgate.intake.loads.contract import Plan
    from schoolgate.intake.models import Delivery
    from schoolgate.people.models import School

AUTO: Final = "auto"
_LISTS: Final = (".csv", ".txt", ".tsv", ".xlsx", ".xml", ".zip")
_SURE: Final = 0.9
_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Loading:
    """``load`` is the key of the load, ``what`` it is a list of; ``feeds`` are its formats by the word of ``--format``;
    ``verbs`` are by the load's own key the words they are told under.
    """

    load: str
    what: str
    feeds: Mapping[str, str]
    verbs: Mapping[str, str]

    def run(
        self, run: Invocation, path: Path, spelling: str, *, dry_run: bool, anyway: bool, columns: dict[str, str]
    ) -> None:
        """Take the file in, plan it, and do it unless it asks something that is not answered."""
        run.open_database()
        name, data = given(path)
        from schoolgate.people import queries

        school = queries.school(run.school)
        feed = self._feed(spelling, name, data)
        if dry_run:
            plan = self._dry(school, name, data, feed, columns)
            last = "Nothing was changed: this was a dry run."
            run.show(self._document(plan, done=False), lambda: self._words(plan, last))
            return
        delivery, plan = self._ready(school, name, data, feed, columns)
        self._finish(run, delivery, plan, anyway=anyway)

    def _finish(self, run: Invocation, delivery: "Delivery", plan: "Plan", *, anyway: bool) -> None:
        from schoolgate.intake import actions

        if delivery.state == "applied":
            none = dict.fromkeys(self.verbs.values(), 0)
            document = {**self._document(plan, done=True, ref=delivery.ref), **none, "repeated": True}
            run.show(document, "It is the file that was applied last: nothing has changed.")
            return
        if plan.stop and not anyway:
            document = self._document(plan, done=False, ref=delivery.ref)
            run.show(document, lambda: self._words(plan, "Nothing was changed yet."))
            step = "Say --anyway if that is right, or answer it on the page of files."
            raise BadInputError(delivery.name, plan.stop, step)
        done = actions.apply(delivery, shown=delivery.plan_digest, answered=anyway, actor=operator())
        document = self._document(plan, done=True, ref=done.ref)
        run.show(document, lambda: self._words(plan, f"Done. It can be undone: {done.ref}."))

    def _feed(self, spelling: str, name: str, data: bytes) -> str:
        """The feed that was named, or for ``auto`` the one that knows the file."""
        if spelling != AUTO:
            return self.feeds[spelling]
        from schoolgate.intake import bounded
        from schoolgate.intake.loads.registry import LOADS

        (looked,) = bounded.run("look", {"feed": ""}, {name: data})
        found = str(looked["feed"])
        if found not in LOADS.get(self.load).feeds:
            known = ", ".join(self.feeds)
            raise BadInputError(name, f"it is not known as {self.what}.", f"Say --format, one of: {known}.")
        return found

    def _ready(
        self, school: "School", name: str, data: bytes, feed: str, columns: dict[str, str]
    ) -> tuple["Delivery", "Plan"]:
        """The file as it came in, and what applying it would do. Raises ``BadInputError`` where it is not taken."""
        from schoolgate.feeds.contract import Reject
        from schoolgate.intake import actions, queries
        from schoolgate.intake.models import Delivery
        from schoolgate.intake.previews import with_rejects

        received = actions.receive(
            school, name, data, way=Delivery.Way.COMMAND, actor=operator(), feed=feed, load=self.load
        ).delivery
        delivery = actions.advance(received)
        if delivery.state == Delivery.State.MAPPING:
            found = _columns(delivery.looked, columns)
            delivery = actions.save_mapping(delivery, found, actor=operator())
        if delivery.state == Delivery.State.REFUSED:
            raise BadInputError(name, delivery.trouble, "Nothing was changed.")
        spoilt = [Reject(row.line, row.reason, row.raw, row.part) for row in queries.rejects(delivery)]
        return delivery, with_rejects(queries.preview(delivery), spoilt)

    def _dry(self, school: "School", name: str, data: bytes, feed: str, columns: dict[str, str]) -> "Plan":
        from schoolgate.feeds.contract import Reject, Row
        from schoolgate.intake import bounded
        from schoolgate.intake.loads.registry import LOADS
        from schoolgate.intake.previews import with_rejects
        from schoolgate.people.access import today

        (looked,) = bounded.run("look", {"feed": feed}, {name: data})
        mapping = _columns(looked, columns)
        rows: list[Row] = []
        rejects: list[Reject] = []
        for batch in bounded.run("rows", {"feed": feed, "mapping": mapping}, {name: data}):
            for line, part, *rest in batch:
                if len(rest) == 1:
                    rows.append(Row(line, rest[0], part))
                else:
                    rejects.append(Reject(line, rest[0], rest[1], part))
        return with_rejects(LOADS.get(self.load).plan(school, rows, on=today(school)), rejects)

    def _counts(self, plan: "Plan") -> dict[str, int]:
        verbs = [one.verb for one in plan.changes]
        return {words: verbs.count(verb) for verb, words in self.verbs.items()}

    def _document(self, plan: "Plan", *, done: bool, ref: str = "") -> dict[str, object]:
        """Counts and reasons; no name and no row leaves the school's own machine by a log."""
        return {
            **self._counts(plan),
            "unchanged": plan.unchanged,
            "rejected": len(plan.rejects),
            "rejects": [{"file": one.part, "line": one.line, "reason": one.reason} for one in plan.rejects],
            "stop": plan.stop or None,
            "remarks": list(plan.remarks),
            "applied": done,
            **({"file": ref} if ref else {}),
        }

    def _words(self, plan: "Plan", last: str) -> str:
        counts = ", ".join(f"{words} {count:,}" for words, count in self._counts(plan).items())
        lines = [f"{counts}; unchanged {plan.unchanged:,}; rejected {len(plan.rejects):,}."]
        lines += [
            f"  {one.part} line {one.line}: {one.reason}".replace("   line", "  line") for one in plan.rejects[:_SHOWN]
        ]
        if len(plan.rejects) > _SHOWN:
            lines.append(f"  and {len(plan.rejects) - _SHOWN:,} more.")
        asked = [f"It asks: {plan.stop}"] if plan.stop else []
        return "\n".join([*lines, *plan.remarks, *asked, last])


def given(path: Path) -> tuple[str, bytes]:
    """The file, or the lists in a folder as one set."""
    if path.is_file():
        return path.name, path.read_bytes()
    if not path.is_dir():
        raise BadInputError(str(path), "there is no such file or folder.", "Check the path.")
    files = {file.name: file.read_bytes() for file in sorted(path.iterdir()) if file.suffix.lower() in _LISTS}
    if not files:
        raise BadInputError(str(path), "there is no list in this folder.", f"Give one of: {', '.join(_LISTS)}.")
    if len(files) == 1:
        return next(iter(files.items()))
    from schoolgate.intake.actions.receiving import as_set

    return as_set(files)


def _columns(looked: dict[str, object], said: dict[str, str]) -> dict[str, str]:
    """Which heading is which column: as was said, and else where there is no doubt."""
    guesses = looked["guesses"]
    assert isinstance(guesses, list)
    sure = {heading: column for heading, column, sureness in guesses if column and sureness >= _SURE}
    return {heading: column for heading, column in sure.items() if column not in said.values()} | said
