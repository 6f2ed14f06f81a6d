"""What the words lean to where no rule fires: a linear model whose weights are data.

Its features are single words, pairs of neighbours, and pairs of concepts at most three words apart (somebody at home,
then "me"). Each has one weight; their sum says whether texts like this one were written of harm or not. It was fitted
to our own texts only (``bench/judging_train.py``), and any alert can be explained by the words that weighed most.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from schoolgate.monitoring.judging.patterns import Span

_FILE: Final = files("schoolgate.monitoring") / "phrases" / "leaning.tsv"
_NEAR: Final = 3
LEANING: Final = "leaning"  # the first part of its rules' keys: leaning.abuse and so on
LEANS: Final = 0.41  # the least chance that is queued: what folds left out, and strangers’ texts, said
# Where no rule's words are, it is asked only of texts about somebody: most searches are about no one, and cost nothing.
PERSONAL: Final = frozenset(
    {
        "i",
        "im",
        "ive",
        "id",
        "ill",
        "me",
        "my",
        "myself",
        "you",
        "u",
        "ur",
        "your",
        "youre",
        "he",
        "she",
        "hes",
        "shes",
        "him",
    }
    | {"her", "they", "them", "us", "we", "everyone", "nobody", "someone", "mum", "dad", "mummy", "daddy", "friend"}
)
# The concepts that stand for their words: who, what is done, with what, about what.
TAGS: Final = frozenset(
    {"@carer", "@violent", "@intimate", "@told", "@trade", "@online", "@rude", "@peer"}
    | {"@kin", "@drugs", "@knife", "@gun", "@bomb", "@pills", "@vape", "@alcohol"}
    | {"@edge", "@peoples", "@insult", "@low", "@private", "@nobody", "@likes", "@hates"}
    | {"@he", "@i", "@you", "@me", "@myself", "@my", "@howto", "@want"}
    | {"@kill", "@die", "@hurt", "@cut", "@hide", "@secret", "@send", "@pic"}
    | {"@buy", "@make", "@take", "@meet", "@home", "@food", "@adult", "@wrist"}
    | {"@living", "@scared", "@neglected", "@contempt", "@slur", "@victim", "@attack", "@extremists"}
    | {"@sex", "@naked", "@people", "@child", "@young", "@grown", "@removal", "@ai"}
    | {"@deadly", "@jail", "@someone", "@lesson", "@history", "@game", "@story", "@news"}
    | {"@nature", "@place", "@computing", "@staff", "@campaign", "@curious", "@art"}
)


@dataclass(frozen=True, slots=True)
class Lean:
    """``chance`` that texts such as this one are of harm, the likeliest category, and the words that weighed most."""

    chance: float
    category: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    bias: float
    features: Mapping[str, float]
    categories: Mapping[str, tuple[tuple[str, float], ...]]


def features(words: Sequence[str], spans: Mapping[str, Sequence[Span]]) -> Iterator[str]:
    """The features of a text, each once or more. ``spans`` are where the concepts stand among its words."""
    yield from words
    yield from (f"{first} {second}" for first, second in pairwise(words))
    tags = sorted((start, end, tag) for tag, where in spans.items() if tag in TAGS for start, end in where)
    for at, (_, end, tag) in enumerate(tags):
        yield tag
        for start, _, other in tags[at + 1 :]:
            if end <= start <= end + _NEAR and other != tag:
                yield f"{tag} {other}"


@cache
def weights() -> Weights:
    bias, found, categories = 0.0, dict[str, float](), dict[str, tuple[tuple[str, float], ...]]()
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, weight, *rest = line.split("\t")
        if name == "":
            bias = float(weight)
            continue
        found[name] = float(weight)
        if rest:
            parted = [each.partition(":") for each in rest[0].split(",")]
            categories[name] = tuple((category, float(value)) for category, _, value in parted)
    return Weights(bias, found, categories)


def lean(words: Sequence[str], spans: Mapping[str, Sequence[Span]]) -> Lean:
    known = weights()
    told = {name: known.features[name] for name in features(words, spans) if name in known.features}
    total = known.bias + sum(told.values())
    votes = dict[str, float]()
    for name, weight in told.items():
        for category, value in known.categories.get(name, ()) if weight > 0 else ():
            votes[category] = votes.get(category, 0.0) + value * weight
    said = (name for name, weight in told.items() if weight > 0 and "@" not in name)
    heaviest = sorted(said, key=lambda name: (len(name) <= 3, -told[name]))  # "to" and "my" explain little
    best = max(sorted(votes), key=lambda category: votes[category], default="wellbeing")
    return Lean(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), best, tuple(heaviest[:3]))
