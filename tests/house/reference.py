"""The pages of docs/reference that are made from the code: settings, commands, checks, frameworks, lint.

``python -m house.reference`` (``./check --docs``) writes them; a test fails when one is not as the code would make it.
"""

import os
import sys
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import django

from house.catalogues import activity_feeds, block_lists, feeds, filter_proxy, web_filter
from house.files import ROOT
from house.known_sites import known_sites

if TYPE_CHECKING:
    from schoolgate.ledger.kinds import Kind

MADE = "<!-- Made from the code by ./check --docs; change the code, not this page. -->\n"
WIDTH = 96

FRAMEWORKS = """\
A framework is a document a school answers to. Each edition is one file in `src/schoolgate/policy/frameworks/`, dated,
with its source. It points at the document in our own words and does not copy it. What nobody has confirmed against
its source is marked here and on every page that shows it. A new edition is a new file; the old one gets its last day
and stays, so that what was said last year can be read under the edition of last year."""

LINT = """\
The linter reads a policy as a governor might, and quotes the sentence each note is about. It is advice: it never
changes ratified text, and the wording it offers is for a person to take or leave. Each rule is one file of
`reading/lint/rules`; the examples here are its tests."""

API_WORDS = """\
Machines come in by `/api/v1`, with a token that somebody of the school made for them: `Authorization: Bearer TOKEN`. A
token is of one school, may do what was ticked and nothing else, and always has an end. This page is made from
`/api/v1/openapi.json` (OpenAPI 3.1), which every installation answers for itself.

An error is `application/problem+json` (RFC 9457) with `thing`, `cause` and `next_step` besides: 401 without a token
that works, 403 with one that may not, 404 for what is not there or is another school's, 422 for what cannot be used,
429 too often (10 requests a second, 300 at once; `Retry-After` says when). A request that writes may carry
`Idempotency-Key`: sent again within a day with the same key it is done once and answered alike, marked
`Idempotency-Replayed: true`; with the same key and other content it is refused (422). Times carry their offset from
UTC, as `2026-11-24T10:42:00+00:00`."""


def settings() -> str:
    from schoolgate.site.env import SETTINGS

    lines = [
        "# Settings",
        "",
        "All come from the environment. One that is wrong stops the start, and the message names it, what was seen",
        "and what is allowed. One marked *secret* may come from a file: `NAME_FILE=/path` is read in place of `NAME`.",
    ]
    for setting in SETTINGS:
        default = f"`{setting.default}`" if setting.default else "empty"
        lines += ["", f"## `{setting.key}`", "", setting.words, ""]
        lines += [f"- Allowed: {setting.allowed}.", f"- If not set: {default}."]
        lines += ["- Secret."] if setting.kind == "secret" else []
    return "\n".join(lines) + "\n"


def _helps(command: click.Command, name: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    shape = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name, parent=parent, **shape)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for verb in command.list_commands(context):
            inner = command.get_command(context, verb)
            if inner is not None:
                yield from _helps(inner, verb, context)


def commands() -> str:
    from schoolgate.cli.main import command

    lines = [
        "# The command line",
        "",
        "It ends with 0 when done and 2 when it could not run; with 1 only where a verb's job is to judge.",
        "`--json` prints one document and nothing else; `--jsonl` prints a line for each input.",
    ]
    for path, text in _helps(command, "schoolgate", None):
        lines += ["", f"## `{path}`", "", "```text", text, "```"]
    return "\n".join(lines) + "\n"


def controls() -> str:
    from schoolgate.controls.registry import CONTROLS
    from schoolgate.vocabulary.facts import FACTS
    from schoolgate.vocabulary.roles import ROLES

    lines = [
        "# Controls",
        "",
        "A control answers whether a promise is kept. Each is one file of `controls/catalogue`, and its examples,",
        "shown here, are its tests. On screen a control is called a check.",
    ]
    for control in CONTROLS:
        facts = "; ".join(f"{FACTS[key].words} (`{key}`)" for key in control.facts)
        subjects = "every promise" if control.topics == ("*",) else ", ".join(f"`{topic}`" for topic in control.topics)
        lines += ["", f"## {control.title}", "", f"- Key: `{control.key}`", f"- Subjects: {subjects}"]
        lines += [f"- Runs: {control.rhythm}", f"- Answers for it: {ROLES[control.owner]}", f"- Looks at: {facts}", ""]
        for example in control.examples:
            standing = example.standing.value.replace("_", " ") if example.standing else "nothing to say"
            lines.append(f"- {example.words} On {example.today.isoformat()}: **{standing}**.")
    return "\n".join(lines) + "\n"


def kinds_of_entry() -> list["Kind"]:
    """Every kind but those that a room's tests declare for themselves."""
    from schoolgate.ledger.kinds import everything

    return [kind for kind in everything() if not kind.key.startswith("test.")]


def ledger() -> str:
    lines = [
        "# What the permanent record holds",
        "",
        "An entry says who, what, when, and these details; never a name or free words. Each reads on as *NAME ...*.",
        "",
        "| kind | NAME ... | details |",
        "| --- | --- | --- |",
    ]
    for kind in kinds_of_entry():
        details = "; ".join(f"`{name}`: {words}" for name, words in kind.details.items()) or "none"
        lines.append(f"| `{kind.key}` | {kind.words} | {details} |")
    return "\n".join(lines) + "\n"


def frameworks() -> str:
    from schoolgate.policy.packs import packs
    from schoolgate.vocabulary.roles import ROLES

    lines = ["# Frameworks", "", *FRAMEWORKS.splitlines()]
    for pack in packs():
        until = f" to {pack.ends.isoformat()}" if pack.ends else ""
        lines += ["", f"## {pack.title}", "", f"- Key: `{pack.key}`", f"- Edition: {pack.edition}; {pack.publisher}"]
        lines += [f"- Kind: {pack.kind}; holds in: {', '.join(pack.nations)}", f"- Source: <{pack.source}>"]
        lines += [f"- In force from {pack.starts.isoformat()}{until}. {pack.note}".rstrip(), ""]
        lines += ["| requirement | asks | subjects | who | confirmed |", "| --- | --- | --- | --- | --- |"]
        for asked in pack.requirements:
            where = f"{asked.words} ({asked.paragraph})" if asked.paragraph else asked.words
            subjects = ", ".join(f"`{topic}`" for topic in asked.topics)
            who = ", ".join(ROLES[role] for role in asked.who)
            confirmed = "yes" if asked.checked else f"no: {asked.reason}"
            lines.append(f"| `{asked.key.partition('/')[2]}` | {where} | {subjects} | {who} | {confirmed} |")
    return "\n".join(lines) + "\n"


def lint() -> str:
    from schoolgate.reading.lint.rule import RULES

    lines = ["# What the linter looks for", "", *LINT.splitlines()]
    for rule in RULES:
        lines += ["", f"## `{rule.key}`", "", rule.words, ""]
        for example in rule.examples:
            said = " ".join(clause.text for clause in example.paper.reading.clauses)
            found = "; ".join(note.message for note in rule.find(example.paper)) or "Nothing is said."
            lines.append(f"- {example.words} *{said}* {found}")
    return "\n".join(lines) + "\n"


def api() -> str:
    from schoolgate.estate import scopes
    from schoolgate.estate.api.operations import schema
    from schoolgate.site.api import API

    lines = ["# The API", "", *API_WORDS.splitlines(), "", "| right | a machine with it may |", "| --- | --- |"]
    rights = [right for right in scopes.everything().values() if not right.key.startswith("test.")]
    lines += [f"| `{right.key}` | {right.words} |" for right in rights]
    described = schema(API)
    for address, operations in described["paths"].items():
        for method, told in operations.items():
            needs = ", ".join(f"`{right}`" for right in told["security"][0]["token"]) or "any token"
            lines += ["", f"## `{method.upper()} {address}`", "", f"Needs {needs}. {told['description']}".strip(), ""]
            lines += _parameters(told) + _body(described, told.get("requestBody"), "Send")
            lines += _body(described, told["responses"].get(200), "Answers")
    return "\n".join(lines).rstrip() + "\n"


def _parameters(told: dict[str, Any]) -> list[str]:
    lines = []
    for one in told.get("parameters", []):
        must = "required" if one["required"] else "optional"
        words = one.get("description") or one["schema"].get("description", "")
        lines.append(f"- `{one['name']}` ({one['in']}, {must}): {words or _type(one['schema'])}")
    return [*lines, ""] if lines else []


def _body(described: dict[str, Any], part: dict[str, Any] | None, verb: str) -> list[str]:
    """The fields of a body, with those of what lies within it."""
    schema = ((part or {}).get("content", {}).get("application/json") or {}).get("schema")
    if not schema:
        return []
    lines, waiting, seen = [f"{verb}:", ""], [("", schema)], set[str]()
    while waiting:
        inside, one = waiting.pop(0)
        name = one.get("$ref", "").rpartition("/")[2]
        if name in seen:
            continue
        seen.add(name)
        found = described["components"]["schemas"][name] if name else one
        for field, what in found.get("properties", {}).items():
            words = f": {what['description']}" if "description" in what else ""
            lines.append(f"- `{inside}{field}` ({_type(what)}){words}")
            inner = what.get("items", what)
            waiting += [(f"{inside}{field}.", {"$ref": ref})] if (ref := _ref(inner)) else []
    return [*lines, ""]


def _ref(what: dict[str, Any]) -> str:
    options = [what, *what.get("anyOf", [])]
    return next((one["$ref"] for one in options if "$ref" in one), "")


def _type(what: dict[str, Any]) -> str:
    if "anyOf" in what:
        return " or ".join(_type(one) for one in what["anyOf"]).replace("null", "nothing")
    if _ref(what):
        return "object"
    if what.get("type") == "array":
        return f"list of {_type(what['items'])}"
    if "enum" in what:
        return " or ".join(f"`{one}`" for one in what["enum"])
    return str(what.get("format") or what.get("type") or "anything")


PAGES: dict[str, Callable[[], str]] = {
    "feeds.md": feeds,
    "activity-feeds.md": activity_feeds,
    "block-lists.md": block_lists,
    "web-filter.md": web_filter,
    "filter-proxy.md": filter_proxy,
    "known-sites.md": known_sites,
    "settings.md": settings,
    "command-line.md": commands,
    "controls.md": controls,
    "permanent-record.md": ledger,
    "frameworks.md": frameworks,
    "lint.md": lint,
    "api.md": api,
}


def stale(folder: Path, pages: dict[str, Callable[[], str]]) -> list[str]:
    """Pages that are not there, or not as the code would make them, with the first line that differs."""
    problems = []
    for name, render in pages.items():
        path = folder / name
        kept = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        for is_there, wanted in zip_longest(kept, (MADE + render()).splitlines()):
            if is_there != wanted:
                problems.append(f"{path}: {is_there!r}, where the code has {wanted!r}; run ./check --docs")
                break
    return problems


def write(folder: Path, pages: dict[str, Callable[[], str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, render in pages.items():
        (folder / name).write_text(MADE + render(), encoding="utf-8")


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolgate.site.settings")
    django.setup()
    write(ROOT / "docs" / "reference", PAGES)
    sys.stdout.write(f"Wrote {', '.join(sorted(PAGES))} in docs/reference.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
