"""One text judged: what fired, what around it eases or raises that, and what comes to in the end."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from schoolgate.monitoring.judging.categories import CATEGORIES
from schoolgate.monitoring.judging.finding import Finder, Fired, Read, finder, places
from schoolgate.monitoring.judging.leaning import LEANING, LEANS, PERSONAL, Lean, lean
from schoolgate.monitoring.judging.model import DEFAULT, Judged, OwnPhrase, Packs, Severity
from schoolgate.monitoring.judging.patterns import Span

QUEUED: Final = 4.0
_HIGH: Final = 8.0
_STEPS: Final[tuple[tuple[float, Severity], ...]] = ((_HIGH, "high"), (6.0, "medium"), (2.0, "low"))
_OWN: Final[dict[Severity, float]] = {"none": 0.0, "low": QUEUED, "medium": 6.0, "high": 8.0}
_NOT: Final = frozenset(
    {"not", "never", "no", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "wont", "stop", "prevent", "against"}
    | {"avoid", "anti", "without"}
)
_NEGATED: Final = 3.0
_MOST_EASED: Final = 7.0


@dataclass(frozen=True, slots=True)
class _Weighed:
    fired: Fired
    score: float
    eased: tuple[str, ...]
    raised: tuple[str, ...]


def judge(text: str, packs: Packs = DEFAULT) -> Judged:
    """How alarming ``text`` (a search, a chat line, a title, an address) is. Never raises, whatever it holds."""
    found = finder()
    words = found.words(text)
    own = _own(words, packs) if packs.own else None
    alarming = found.may_alarm(words)
    if not alarming and PERSONAL.isdisjoint(words):
        return _own_judged(text, own) if own else Judged(text)
    read = found.read(words, [_split(phrase) for phrase in packs.harmless])
    weighed = _weighed(found, words, read, packs) if alarming else None
    if alarming and any(places(words, _split(phrase)) for phrase in packs.harmless):
        whole = _weighed(found, words, found.read(words), packs)
        weighed = whole if whole and whole.score >= _HIGH else weighed  # a school's harmless words hide nothing high
    if own and (weighed is None or _OWN[own.severity] > weighed.score):
        return _own_judged(text, own)
    if (weighed is None or weighed.score < QUEUED) and LEANING not in packs.muted:
        leaning = lean(read.words, read.spans)
        if leaning.chance >= LEANS and len(leaning.words) > 1 and f"{LEANING}.{leaning.category}" not in packs.muted:
            return _leaned(text, leaning)
    return _told(text, words, found, weighed) if weighed else Judged(text)


def _weighed(found: Finder, words: list[str], read: Read, packs: Packs) -> _Weighed | None:
    raised = [(adds, says) for pattern, adds, says in found.lexicon.raises if pattern.match(read.spans, len(words))]
    best: _Weighed | None = None
    for fired in found.fired(read.spans, len(words)):
        if fired.rule.key not in packs.muted:
            tried = _one(found, fired, words, read.contexts, raised)
            if best is None or _comes_first(tried, packs) > _comes_first(best, packs):
                best = tried
    return best


def _comes_first(one: _Weighed, packs: Packs) -> tuple[bool, float]:
    shown = one.score >= _HIGH or (one.score >= QUEUED and one.fired.rule.key not in packs.aside)
    return shown, one.score


def _leaned(text: str, leaning: Lean) -> Judged:
    score = round(QUEUED + 3 * (leaning.chance - LEANS) / (1 - LEANS), 2)
    key = f"{LEANING}.{leaning.category}"
    category = CATEGORIES[leaning.category]
    because = f"No one phrase, but {_listed(f'“{word}”' for word in leaning.words)} together lean to: {category.words}."
    unless = f"It would not have been queued without those words beside one another, or with the rule {key} muted."
    severity = _severity(score)
    return Judged(text, True, severity, key, because, unless, category.four_c, leaning.category, score=score)


def _severity(score: float) -> Severity:
    return next((name for least, name in _STEPS if score >= least), "none")


def _one(
    found: Finder, fired: Fired, words: list[str], contexts: set[str], raised: Iterable[tuple[float, str]]
) -> _Weighed:
    rule = fired.rule
    table = {**found.lexicon.eases["any"], **found.lexicon.eases.get(rule.category, {})}
    takes = sorted(((table.get(name, 0.0), name) for name in contexts), reverse=True)
    takes = [(taken, name) for taken, name in takes if taken > 0]
    # The first context counts whole, what follows counts half: two words of one game are not two games.
    taken = sum(each / (1 if at == 0 else 2) for at, (each, _) in enumerate(takes)) * (1 - rule.firmness)
    score = rule.weight - min(taken, _MOST_EASED)
    if rule.negated and not _NOT.isdisjoint(words[max(0, fired.span[0] - 3) : fired.span[0]]):
        score -= _NEGATED
        takes.append((_NEGATED, "not"))
    more = [(adds, says) for adds, says in raised] if rule.weight >= QUEUED else []
    score += sum(adds for adds, _ in more)
    eased = tuple(name for _, name in takes) if rule.firmness < 1 else ()
    return _Weighed(fired, score, eased, tuple(says for _, says in more))


def _told(text: str, words: list[str], found: Finder, weighed: _Weighed) -> Judged:
    rule, score = weighed.fired.rule, round(weighed.score, 2)
    severity = _severity(score)
    if severity == "none":
        return Judged(text, score=max(score, 0.0))
    because = f"“{_quoted(words, weighed.fired.span)}”: {rule.says}."
    if weighed.raised:
        because += f" More so because of {_listed(weighed.raised)}."
    called = {**found.lexicon.contexts, "not": "“not” before it"}
    if weighed.eased:
        because += f" Less so because of {_listed([called.get(name, name) for name in weighed.eased])}."
    return Judged(
        text,
        score >= QUEUED,
        severity,
        rule.key,
        because,
        _unless(found, weighed) if score >= QUEUED else "",
        rule.four_c or CATEGORIES[rule.category].four_c,
        rule.category,
        rule.illegal,
        score,
    )


def _unless(found: Finder, weighed: _Weighed) -> str:
    """What would have kept it from being queued."""
    rule = weighed.fired.rule
    table = {**found.lexicon.eases["any"], **found.lexicon.eases.get(rule.category, {})}
    enough = [name for name, takes in table.items() if weighed.score - takes * (1 - rule.firmness) < QUEUED]
    called = [found.lexicon.contexts[name] for name in enough if name in found.lexicon.contexts][:3]
    muted = f"the rule {rule.key} muted"
    return f"It would not have been queued with {_listed([*called, muted], 'or')}."


def _quoted(words: list[str], span: Span) -> str:
    return " ".join(words[slice(*span)])


def _listed(names: Iterable[str], word: str = "and") -> str:
    *rest, last = dict.fromkeys(names)
    return f"{', '.join(rest)} {word} {last}" if rest else last


def _own(words: list[str], packs: Packs) -> OwnPhrase | None:
    told = [
        own for own in packs.own if f"school.{own.category}" not in packs.muted and places(words, _split(own.words))
    ]
    return max(told, key=lambda own: _OWN[own.severity], default=None)


def _own_judged(text: str, own: OwnPhrase) -> Judged:
    score, key = _OWN[own.severity], f"school.{own.category}"
    because = f"“{own.words}”: a phrase that the school added."
    unless = f"It would not have been queued with the rule {key} muted."
    known = CATEGORIES.get(own.category)
    alert = score >= QUEUED
    return Judged(
        text, alert, own.severity, key, because, unless, known.four_c if known else "", own.category, score=score
    )


@lru_cache(4096)
def _split(phrase: str) -> tuple[str, ...]:
    return tuple(finder().words(phrase))
