"""Law that is repealed, replaced or of another country; bodies, schemes and software that are gone."""

from collections.abc import Iterator

from schoolgate.reading.lint.dead import dead_references
from schoolgate.reading.lint.paper import Paper, note, paper_of, plain, sentence
from schoolgate.reading.lint.rule import Example, Rule
from schoolgate.reading.model import Lint, Nature, Section

KEY = "dead-reference"


def find(paper: Paper) -> Iterator[Lint]:
    for dead in dead_references():
        if paper.today < dead.since or not dead.pattern.search(paper.words):
            continue
        for clause in paper.reading.clauses:
            found = dead.pattern.search(plain(clause.text))
            if found:
                unchecked = "" if dead.checked else " (unchecked)"
                yield note(KEY, clause, f"{dead.message}{unchecked}", dead.reworded(clause.text))
                break


_ACT = "We keep to the Data Protection Act 1998."

RULE = Rule(
    KEY,
    "The policy cites law, guidance, a body or a product that is repealed, replaced, foreign or gone.",
    find,
    (
        Example("A repealed Act.", paper_of(sentence(_ACT)), ("Data Protection Act 1998 was repealed",)),
        Example(
            "In a list of law, which promises nothing, it is found too.",
            paper_of(sentence(_ACT, nature=Nature.CONTEXT, section=Section.LEGISLATION)),
            ("was repealed",),
        ),
        Example(
            "Cited twice, told once.",
            paper_of(sentence(_ACT), sentence("The Data Protection Act 1998 gives rights.")),
            ("was repealed",),
        ),
        Example("An Act in force.", paper_of(sentence("We keep to the Data Protection Act 2018."))),
        Example(
            "Another country's Act.",
            paper_of(sentence("See the Child Trafficking and Pornography Act 1998.")),
            ("is a law of Ireland",),
        ),
        Example(
            "An old edition of statutory guidance.",
            paper_of(sentence("We follow Keeping Children Safe in Education (September 2021).")),
            ("older edition",),
        ),
    ),
)
