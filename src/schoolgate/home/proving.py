"""What would prove a promise: the very thing each of its checks looks at, who or what gives it, and who is asked. Pure,
but for the controls, which are looked up once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from schoolgate.controls.contract import ANY_TOPIC
from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence.asking import asked_role
from schoolgate.evidence.judging import Asked, PromiseStanding
from schoolgate.vocabulary.facts import FACTS, Confirmed, FactName
from schoolgate.vocabulary.roles import in_a_sentence
from schoolgate.vocabulary.sources import SOURCES

# Read in the policy itself, or about the sentence and not about what the school does.
_NOT_PROOF: Final = frozenset({"policy.promise"})
_HOW: Final = {source.said: source.how for source in SOURCES if source.topics}


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that proves a promise: ``words`` in a sentence, ``how`` to give it where a file does."""

    words: str
    how: str = ""


def proofs(promise: PromiseStanding) -> tuple[Proof, ...]:
    """What the checks of a promise look at, each thing once; where none looks, the word of the person it binds."""
    clause = promise.promise.clause
    # A check of every sentence there is looks at the sentence, not at what the school does.
    own = [one for one in _ASKED.of(promise.promise).first if one.topics != ANY_TOPIC]
    spoke = {key for key, _finding in promise.checks}
    checks = [one for one in own if one.key in spoke] or own
    keys = dict.fromkeys(key for one in checks for key in one.facts if key not in _NOT_PROOF)
    return tuple(_grouped([FACTS[key] for key in keys])) or (_of_any(clause.who),)


def proof_of_a_job(about: str) -> str:
    """What doing a job says, short enough for a printed sheet; ``about`` is the check that asks for it, if one does."""
    control = CONTROLS.get(about) if about in CONTROLS else None
    if control is None or control.ask is None:
        return _("That it is kept.")
    return f"{_first_upper(FACTS[control.ask.fact].words)}."


def _grouped(facts: list[FactName]) -> Iterator[Proof]:
    """One for each source, with all that it gives; one for each person's word."""
    by_source: dict[str, list[str]] = {}
    for fact in facts:
        if fact.shape is Confirmed:
            yield Proof(_("%(source)s %(that)s.") % {"source": _first_upper(fact.source), "that": fact.words})
        else:
            by_source.setdefault(fact.source, []).append(fact.words)
    for source, words in by_source.items():
        said = _("%(source)s: %(words)s.") % {"source": _first_upper(source), "words": "; ".join(words)}
        yield Proof(said, _HOW.get(source, ""))


def _of_any(who: tuple[str, ...]) -> Proof:
    said = _("The word of %(who)s that it is kept, for a term at most.")
    return Proof(said % {"who": in_a_sentence(asked_role(who))})


def _first_upper(words: str) -> str:
    return words[0].upper() + words[1:]


_ASKED: Final = Asked(CONTROLS)
