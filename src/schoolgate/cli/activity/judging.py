"""How alarming words are, asked at the command line."""

import sys
from collections.abc import Iterator
from typing import Any

import click

from schoolgate.cli.invocation import Invocation, harmless, to_json, verb


@click.command()
@click.argument("texts", nargs=-1, metavar="TEXT...")
@click.option("--stdin", is_flag=True, help="Read texts from standard input, one a line.")
@verb
def judge(run: Invocation, texts: tuple[str, ...], stdin: bool) -> None:
    """Say how alarming each TEXT (a search, a chat line, a page's title, an address) is, and why.

    Nothing is kept, and no school is needed: these are the phrases that ship. With --jsonl each answer is printed as
    soon as its line was read.
    """
    if not texts and not stdin:
        raise click.UsageError("Name a text, or say --stdin.")
    found = (_document(text) for text in _asked(texts, stdin=stdin))
    if run.as_lines:
        for each in found:
            click.echo(to_json(each, indent=None))
    elif run.as_json:
        run.show(list(found), "")
    else:
        for each in found:
            click.echo(harmless(_words(each)))


def _asked(texts: tuple[str, ...], *, stdin: bool) -> Iterator[str]:
    yield from texts
    if stdin:
        for line in sys.stdin.buffer:
            yield line.removesuffix(b"\n").removesuffix(b"\r").decode(errors="replace")


def _document(text: str) -> dict[str, Any]:
    """``{text, alert, severity, rule, because, unless, four_c, category, illegal}``; rule and category null if none."""
    from schoolgate.monitoring import judging

    judged = judging.judge(text)
    return {
        "text": text,
        "alert": judged.alert,
        "severity": judged.severity,
        "rule": judged.rule or None,
        "because": judged.because,
        "unless": judged.unless,
        "four_c": judged.four_c or None,
        "category": judged.category or None,
        "illegal": judged.illegal,
    }


def _words(document: dict[str, Any]) -> str:
    queued = "queued" if document["alert"] else "not queued"
    because = f"\n       {document['because']}" if document["because"] else ""
    return f"{document['severity']:<6} {queued}: {document['text']}{because}"
