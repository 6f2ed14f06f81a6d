"""The pages of docs/reference on what the filter knows and on the files that can be read."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schoolgate.gates.web.levels import Level

FEEDS_WORDS = """\
A feed reads one source of files: it recognises them, and gives rows and, with the reason, the rows that cannot be used.
Each is one file of `feeds/catalogue`, and its examples are its tests. A list whose headings are the sender's own has
columns, and somebody says once which heading is which; a format with a specification has none. What becomes of the rows
is for a load, one file of `intake/loads/catalogue`."""

FILTER_WORDS = """\
What the web filter closes, and for whom, until a school agrees otherwise. How it comes to a decision is explained in
[how the web filter decides](../explanation/web-gate.md). A list is put under a category by the name of its folder or
file; the folders named here are those of the University of Toulouse, of older filters, and of what schools say."""

ACTIVITY_WORDS = """\
Logs in these formats are recognised by their content and read in columns, millions of lines at a time. Each is one file
of `feeds/activity/catalogue`, and its examples are its tests. A line that cannot be used is kept, with its reason;
blanks, headings and what a log says beside its events are skipped and counted. Times that name no zone are the source's
own. How to read the list of a filter's supplier: [map a supplier's list](../how-to/map-a-suppliers-list.md)."""
ACTIVITY_COLUMNS = """\
Every format gives these columns. A value that a source does not say is empty, and -1 for the two numbers at the end."""

LISTS_WORDS = """\
Block lists in these formats are recognised by their content and compiled into one file
([how to](../how-to/compile-block-lists.md)). Each is one file of `feeds/blocklists/catalogue`, and its examples are its
tests."""
KINDS_WORDS = """\
A row that is not kept is in the file of rejects, a line of JSON each: `{"list", "file", "line", "kind", "row"}`. A
`public-suffix` is kept for that name alone."""

PROXY_WORDS = """\
The file `proxy.toml` in the folder of a school's filter (`DATA/filter/SCHOOL/`), read when `schoolgate filter proxy`
starts. What is not written has its default. A setting that is not known, or cannot be, stops the start and is named.
How to use them: [filter with what is built in](../how-to/filter-with-what-is-built-in.md)."""


def filter_proxy() -> str:
    from schoolgate.filtering.ways_in.proxy.settings import WORDS

    lines, table = ["# Settings of the filter's proxy", "", *PROXY_WORDS.splitlines()], ""
    for name, key, _, default, words in WORDS:
        if name != table:
            table = name
            head = f"[[{name}]]" if name == "listen" else f"[{name}]"
            lines += ["", f"## `{head}`", "", "| setting | default | what it is |", "| --- | --- | --- |"]
        shown = f"`{default!r}`".replace("'", '"').replace("False", "false").replace("_000", "000")
        lines.append(f"| `{key}` | {shown} | {words} |")
    return "\n".join(lines) + "\n"


def block_lists() -> str:
    from schoolgate.feeds.blocklists.contract import KINDS
    from schoolgate.feeds.blocklists.registry import FORMATS

    lines = ["# Block lists that can be compiled", "", *LISTS_WORDS.splitlines()]
    for form in FORMATS:
        lines += ["", f"## {form.words}", "", f"- Key: `{form.key}`", f"- From: {form.source}", ""]
        lines += [f"- {one.words} {one.named} named, {one.refused} not kept." for one in form.examples]
    lines += ["", "## Rows that are not kept", "", *KINDS_WORDS.splitlines(), "", "| kind | why |", "| --- | --- |"]
    return "\n".join([*lines, *(f"| `{kind}` | {words} |" for kind, words in KINDS.items())]) + "\n"


def activity_feeds() -> str:
    from schoolgate.feeds.activity.columns import COLUMNS
    from schoolgate.feeds.activity.registry import ACTIVITY_FEEDS
    from schoolgate.feeds.activity.schema import COLUMN_WORDS

    lines = ["# Logs of activity that can be read", "", *ACTIVITY_WORDS.splitlines()]
    for feed in ACTIVITY_FEEDS:
        lines += ["", f"## {feed.words}", "", f"- Key: `{feed.key}`", f"- From: {feed.source}"]
        for one in feed.examples:
            said = f"{one.rows} rows, {one.rejects} not used, {one.skipped} skipped."
            lines += ["", f"{one.words}: {said}", "", "```text", *one.text.rstrip("\n").split("\n"), "```"]
    lines += ["", "## Columns", "", *ACTIVITY_COLUMNS.splitlines(), "", "| column | what it is |", "| --- | --- |"]
    lines += [f"| `{name}` | {words} |" for name, words in COLUMN_WORDS.items()]
    lines += ["", "## Columns of a supplier's list", "", "| column | recognised as |", "| --- | --- |"]
    lines += [f"| {one.words} (`{one.key}`) | {', '.join((one.words, *one.called))} |" for one in COLUMNS]
    return "\n".join(lines) + "\n"


def feeds() -> str:
    from schoolgate.feeds.registry import FEEDS
    from schoolgate.feeds.values import KINDS
    from schoolgate.intake.loads.registry import LOADS, loads_for

    lines = ["# Files that can be read", "", *FEEDS_WORDS.splitlines()]
    for feed in FEEDS:
        taken = ", ".join(f"{load.words} (`{load.key}`)" for load in loads_for(feed.key)) or "nothing yet"
        lines += ["", f"## {feed.words}", "", f"- Key: `{feed.key}`", f"- From: {feed.source}", f"- Changes: {taken}"]
        lines += ["", "| column | kind | needed | also called |", "| --- | --- | --- | --- |"] if feed.columns else []
        for column in feed.columns:
            needed, called = "yes" if column.required else "", ", ".join(column.called)
            lines.append(f"| {column.words} (`{column.key}`) | `{column.kind}` | {needed} | {called} |")
        lines += ["", *(f"- {one.words} {one.rows} rows, {one.rejects} not used." for one in feed.examples)]
    lines += ["", "## Kinds of value", "", "| kind | what it is |", "| --- | --- |"]
    lines += [f"| `{kind.key}` | {kind.words} |" for kind in KINDS.values()]
    lines += ["", "## What they change", "", "| load | what | for |", "| --- | --- | --- |"]
    lines += [f"| `{load.key}` | {load.words} | {', '.join(load.roles)} |" for load in LOADS]
    return "\n".join(lines) + "\n"


def web_filter() -> str:
    from schoolgate.gates.web.categories import CATALOGUE
    from schoolgate.gates.web.levels import SHIPPED
    from schoolgate.gates.web.ways import WAYS

    lines = ["# What the web filter knows", "", *FILTER_WORDS.splitlines(), "", "## Categories", ""]
    lines += [f"| category | {' | '.join(level.words for level in SHIPPED)} | why | folders |"]
    lines += [f"| --- |{' --- |' * len(SHIPPED)} --- | --- |"]
    for each in CATALOGUE:
        states = " | ".join("always closed" if each.locked else _state(level, each.key) for level in SHIPPED)
        lines.append(f"| {each.words} (`{each.key}`) | {states} | {each.why} | {', '.join(each.folders)} |")
    lines += ["", "Locked lists ship empty. They come from:", ""]
    lines += [f"- {each.words}: {each.source}." for each in CATALOGUE if each.locked]
    lines += ["", "## Switches", "", f"| switch | {' | '.join(level.words for level in SHIPPED)} | why |"]
    lines += [f"| --- |{' --- |' * len(SHIPPED)} --- |"]
    for way in WAYS.values():
        states = " | ".join("closed" if way.key in level.closed_ways else "open" for level in SHIPPED)
        lines.append(f"| {way.words} (`{way.key}`) | {states} | {way.why.capitalize()} |")
    safe = " | ".join("on" if level.safe_search else "off" for level in SHIPPED)
    lines.append(f"| Safe search | {safe} | Search engines leave out what is not for children. |")
    youtube = " | ".join(level.youtube.value for level in SHIPPED)
    lines.append(f"| YouTube's restricted mode | {youtube} | A switch apart from safe search. |")
    return "\n".join(lines) + "\n"


def _state(level: "Level", key: str) -> str:
    if key in level.garden:
        return "chosen"
    for word, keys in (("closed", level.block), ("an adult opens it", level.hold), ("open with a warning", level.warn)):
        if key in keys:
            return word
    return "if chosen" if level.garden else "open"
