"""The page of docs/reference on what Schoolgate knows of sites, beside what lists say."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from schoolgate.filtering.lists.known.reading import KnownSite
from schoolgate.filtering.lists.known.reading import known_sites as shipped
from schoolgate.gates.web.categories import CATALOGUE, Kind

WORDS: Final = """\
Lists that others keep have some sites wrongly: a phonics site among games, a help line among drugs. What is known of a
site stands here, and holds for it and all below it, whatever a list says. It is worked in when lists are compiled;
`schoolgate filter decide` says of each address what was set right, and `--lists-only` leaves all of it out. Nothing
here ever opens what is unlawful (locked lists), harmful software, false sites that steal passwords, or hidden mining of
coins.

The facts are our own. Tell us of one that is wrong, or missing."""


def known_sites() -> str:
    def words(site: KnownSite) -> Sequence[str]:
        not_in = [each.key for each in CATALOGUE if each.key in site.not_in]
        tools = {each.key for each in CATALOGUE if each.kind is Kind.TOOL}
        told = not_in if len(not_in) < 20 else [*(each for each in not_in if each not in tools), "every tool"]
        lines = [f"Into the garden: {', '.join(sorted(site.is_in))}."] if site.is_in else []
        return [*lines, f"Not of: {', '.join(told)}."] if len(told) < 26 else [*lines, "Not of any other category."]

    lines = ["# What Schoolgate knows of sites", "", *WORDS.splitlines()]
    for title, sites in groupby(shipped().sites, key=lambda each: each.title):
        lines += ["", f"## {title[0].upper()}{title[1:]}"]
        for why, group in groupby(sites, key=lambda each: each.why):
            told = list(group)
            lines += ["", f"**{why}** {' '.join(words(told[0]))}", ""]
            lines += [" ".join(f"`{each.host}`" for each in told)]
    return "\n".join(lines) + "\n"
