"""The made-up school's own policy, read and held against what we know it promises."""

from pathlib import Path

from bench.reading_labels import load_one
from schoolgate.reading.formats import extract
from schoolgate.vocabulary.areas import AREAS
from schoolgate.vocabulary.roles import ROLES

ROOT = Path(__file__).parents[1]
POLICY = ROOT / "src" / "schoolgate" / "site" / "demo" / "online-safety-policy.md"
LABELS = load_one(ROOT / "bench" / "labels" / "robin-hill.yaml", POLICY)


def test_every_label_stands_in_the_policy_and_speaks_our_words() -> None:
    words = "\n".join(block.text for block in extract(POLICY.read_bytes(), POLICY.name).blocks)
    for label in LABELS.obligations:
        assert words.count(label.quote) == 1, label.quote
        assert set(label.areas) <= set(AREAS)
        assert label.who in ROLES
