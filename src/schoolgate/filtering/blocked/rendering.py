"""The page that stands in the place of a closed site: one HTML file with all that it needs in it.

It loads nothing, so it is whole on a network that is otherwise shut; its style and its script are let in by their
digests and nothing else is (``HEADERS``). Without JavaScript it says the same and does the same, and the words can
still be heard. Where it cannot appear, because a browser trusts no page in the place of an encrypted one, see
docs/explanation/where-the-block-page-appears.md.
"""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from schoolgate.filtering.blocked import wording
from schoolgate.filtering.blocked.wording import Said
from schoolgate.gates.web.categories import CATEGORIES
from schoolgate.gates.web.requests import Decision
from schoolgate.kernel.verdicts import Verdict

_HERE: Final = Path(__file__).parent
_LOOK: Final = (_HERE / "look.css").read_text(encoding="utf-8")
_SCRIPT: Final = (_HERE / "hear.js").read_text(encoding="utf-8")
_GATE: Final = (_HERE / "gate.svg").read_text(encoding="utf-8").strip()
_LINE: Final = 'fill="none" stroke="currentColor" stroke-linecap="round"'
_HIDDEN: Final = 'aria-hidden="true" focusable="false"'
_ARCH: Final = (
    f'<svg width="38" height="38" viewBox="0 0 40 40" {_HIDDEN}><path d="M5 37V13M35 37V13" {_LINE} stroke-width="4"/>'
    f'<path d="M5 14C5 4 35 4 35 14M12.5 34V17M20 34V15.5M27.5 34V17M7 28h26" {_LINE} stroke-width="2.8"/></svg>'
)
_BACK: Final = (
    f'<svg width="40" height="40" viewBox="0 0 32 32" {_HIDDEN}><path d="M14 6 4.5 16 14 26M5 16h22" {_LINE} '
    'stroke-width="4" stroke-linejoin="round"/></svg>'
)
_EAR: Final = (
    f'<svg width="40" height="40" viewBox="0 0 32 32" {_HIDDEN}><path d="M4 12h5l7-6v20l-7-6H4z" fill="currentColor"/>'
    f'<path d="M20.5 11.5c2.5 2.5 2.5 6.5 0 9M24.5 7.5c5 5 5 12 0 17" {_LINE} stroke-width="2.6"/></svg>'
)
_WHY: Final = (
    '<p><label for="why">What is it for? You can leave this empty.</label>'
    '<input id="why" name="why" maxlength="300" autocomplete="off"></p>'
)
_BUTTON: Final = '<button type="button" class="ear{}" id="{}"{} hidden>{}{}</button>'


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


DIRECTIVES: Final = {
    "default-src": ["'none'"],
    "style-src": [_digest(_LOOK)],
    "script-src": [_digest(_SCRIPT)],
    "media-src": ["data:"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
POLICY: Final = "; ".join(f"{name} {' '.join(said)}" for name, said in DIRECTIVES.items())
HEADERS: Final = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", POLICY),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
)


@dataclass(frozen=True, slots=True)
class Ways:
    """What can be done from the page; each an address, empty where it cannot. ``ask`` leads to the page of asking,
    ``send`` and ``go_on`` take a form, ``again`` is the site itself once it is open, ``look`` this
    page once more. ``fields``, which are HTML, go with each form."""

    ask: str = ""
    send: str = ""
    go_on: str = ""
    again: str = ""
    look: str = ""
    fields: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an asking stands: ``heading`` is the answer, ``words`` what follows from it; and how long answers take."""

    heading: str = ""
    words: str = ""
    pace: str = ""
    waits: bool = False


NOTHING_YET: Final = Standing()


def page(
    decision: Decision,
    level: str,
    ask_url: str = "",
    *,
    host: str = "",
    path: str = "",
    school: str = "",
    clause: str = "",
    ways: Ways | None = None,
    standing: Standing = NOTHING_YET,
) -> bytes:
    """The page of a decision that closes (or warns of) a site, as UTF-8, to be sent with ``HEADERS``.

    ``level`` is the key of a level, empty where nobody is known; ``ask_url`` the sealed address at Schoolgate
    (``tokens.Sealer``); left out, the page says whom to ask by word of mouth. ``clause``: the policy's own words.
    """
    words = wording.said(decision.verdict, level, decision.because)
    given = ways or Ways(ask=ask_url)
    shown = _Shown(decision, words, host, path, school, clause or _sentence(decision.clause), given, standing)
    return _whole(words.heading, _child(shown) if words.child else _adult(shown), child=words.child)


def generic() -> bytes:
    """The kind page for an address that says nothing: too old, forged, or cut short on the way."""
    heading, line = wording.GENERIC
    body = (
        f'<main id="main"><div class="wrap shut"><figure>{_GATE}</figure><div class="words"><h1>{escape(heading)}</h1>'
        f"<p>{escape(line)}</p></div></div></main>"
    )
    return _whole(heading, body, child=False)


@dataclass(frozen=True, slots=True)
class _Shown:
    decision: Decision
    words: Said
    host: str
    path: str
    school: str
    clause: str
    ways: Ways
    standing: Standing


def _child(shown: _Shown) -> str:
    words = shown.words
    lines = "".join(f"<p>{escape(line)}</p>" for line in words.lines)
    return (
        f'<main id="main"><div class="wrap"><div class="shut"><figure>{_GATE}</figure><div class="words">'
        f"<h1>{escape(words.heading)}</h1>{lines}{_told(shown.standing)}{_pressing(words)}</div></div></div></main>"
        f'<aside class="wrap" aria-label="For adults"><details><summary>For adults</summary>'
        f'<div class="card">{_facts(shown)}{_asking(shown)}{_last(shown)}</div></details></aside>'
    )


def _adult(shown: _Shown) -> str:
    words, school = shown.words, escape(shown.school)
    lines = "".join(f"<p>{escape(line)}</p>" for line in words.lines)
    return (
        f'<header class="top"><div class="wrap">{_ARCH}<span>Schoolgate <small>{school}</small></span></div></header>'
        '<main id="main"><div class="wrap cols"><div class="read"><p class="soft">The school’s web filter</p>'
        f"<h1>{escape(words.heading)}</h1>{lines}{_told(shown.standing)}"
        f'<div class="card">{_facts(shown)}</div>{_asking(shown)}{_last(shown)}</div>'
        f"<figure>{_GATE}</figure></div></main>"
        '<footer class="foot"><div class="wrap"><b>Who can see what is asked:</b> those who may open it, and not IT '
        "support.</div></footer>"
    )


def _told(standing: Standing) -> str:
    if not standing.heading:
        return ""
    return f'<div class="told" role="status"><h2>{escape(standing.heading)}</h2><p>{escape(standing.words)}</p></div>'


def _pressing(words: Said) -> str:
    """Go back and Hear it. Both need the script, and are not there without it; the recording is there either way."""
    heard = wording.heard(words)
    sound = f'<audio id="sound" controls preload="none" src="{_recording()}"></audio>' if heard == wording.HEARD else ""
    back = _BUTTON.format(" go", "back", "", _BACK, "Go back")
    hear = _BUTTON.format("", "say", f' data-words="{escape(heard)}"', _EAR, "Hear it")
    return f'<div class="press">{back}{hear}</div>{sound}'


def _facts(shown: _Shown) -> str:
    decision = shown.decision
    known = CATEGORIES.get(decision.category)
    named = f"{known.words[:1].upper()}{known.words[1:]}" if known else ""
    rows = [
        ("Address", f"{shown.host}{shown.path if shown.path != '/' else ''}"),
        ("Why", decision.because if shown.words.child else ""),
        ("List", named),
        ("Rule", wording.of_rule(decision.rule)),
        ("Our policy", f"“{shown.clause}”" if shown.clause else ""),
        ("Recorded", wording.RECORDED),
    ]
    return f"<dl>{''.join(f'<dt>{name}</dt><dd>{escape(said)}</dd>' for name, said in rows if said)}</dl>"


def _asking(shown: _Shown) -> str:
    ways, decision = shown.ways, shown.decision
    parts: list[str] = []
    if ways.again:
        parts.append(f'<p><a class="button" href="{escape(ways.again)}" rel="noreferrer">Open the page</a></p>')
    if ways.go_on and decision.verdict is Verdict.WARN:
        go_on = '<input type="hidden" name="do" value="go-on">'
        parts.append(_form(ways.go_on, ways.fields + go_on, "", "Go on to the page"))
    elif not decision.askable:
        return "".join(parts)
    if ways.look and shown.standing.waits:
        parts.append(f'<p><a class="button" href="{escape(ways.look)}">Look again</a></p>')
    asking = _ways_to_ask(shown)
    if asking and not shown.standing.heading:
        parts.append(f"<h2>{escape(shown.words.need)}</h2>{asking}")
    return f'<section class="ask">{"".join(parts)}</section>' if parts else ""


def _ways_to_ask(shown: _Shown) -> str:
    ways, label = shown.ways, shown.words.ask
    if ways.again or not shown.decision.askable:
        return ""
    pace = f"<p>{escape(shown.standing.pace)}</p>" if shown.standing.pace else ""
    if ways.send:
        return pace + _form(ways.send, ways.fields, _WHY, label)
    if ways.ask:
        return f'{pace}<p><a class="button" href="{escape(ways.ask)}" rel="noreferrer">{escape(label)}</a></p>'
    return "<p>Ask whoever looks after safeguarding, or the school office: they can open it.</p>"


def _form(action: str, fields: str, asked: str, label: str) -> str:
    return (
        f'<form method="post" action="{escape(action)}">{fields}{asked}'
        f'<p><button class="button">{escape(label)}</button></p></form>'
    )


def _last(shown: _Shown) -> str:
    if shown.decision.askable or shown.decision.verdict is Verdict.WARN:
        return f'<p class="part">{escape(wording.NEVER)}</p>'
    return f'<p class="part">{escape(shown.decision.otherwise or wording.NEVER)}</p>'


def _whole(title: str, body: str, *, child: bool) -> bytes:
    text = (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)} Schoolgate</title>'
        f'<meta name="robots" content="noindex"><style>{_LOOK}</style></head>'
        f'<body{" class=child" if child else ""}><a class="skip" href="#main">Skip to the page</a>{body}'
        f"<script>{_SCRIPT}</script></body></html>\n"
    )
    return text.encode()


def _sentence(clause: str) -> str:
    """The policy's words where the rules hold words; a ref says nothing to whoever reads the page."""
    return clause if " " in clause else ""


@cache
def _recording() -> str:
    return f"data:audio/mpeg;base64,{base64.b64encode((_HERE / 'hear.mp3').read_bytes()).decode()}"
