"""The policy points to an appendix it does not carry."""

from collections.abc import Iterator

from schoolgate.reading.lint.paper import Paper, note, paper_of, sentence
from schoolgate.reading.lint.rule import Example, Rule
from schoolgate.reading.model import Lint

KEY = "missing-appendix"


def find(paper: Paper) -> Iterator[Lint]:
    present = {name.lower() for name in paper.facts.appendices_present}
    for name in paper.facts.appendices_cited:
        if name.lower() not in present:
            yield note(
                KEY,
                paper.saying(name),
                f"The policy points to {name}, and this file does not contain it.",
                f"{name}, at the end of this document, is [its title].",
            )


_CITES = sentence("Follow the chart in Appendix 2.")

RULE = Rule(
    KEY,
    "The policy cites an appendix that is not in the file.",
    find,
    (
        Example(
            "Cited and not there.",
            paper_of(_CITES, appendices_cited=("Appendix 2",), appendices_present=("Appendix 1",)),
            ("points to Appendix 2",),
        ),
        Example(
            "Cited and there, whatever its case.",
            paper_of(_CITES, appendices_cited=("Appendix 2",), appendices_present=("APPENDIX 2",)),
        ),
    ),
)
