"""A role that carries promises and has no name, and promises that are nobody's."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from schoolgate.reading.lint.paper import Paper, note, paper_of, plain, sentence
from schoolgate.reading.lint.rule import Example, Rule
from schoolgate.reading.model import Clause, Lint, Nature, PostHolder, Strength
from schoolgate.vocabulary.roles import ROLES

KEY = "no-owner"
_POSTS: Final = (
    "head",
    "dsl",
    "online-safety-lead",
    "online-safety-governor",
    "computing-lead",
    "it-lead",
    "dpo",
)
_EACH: Final = (Nature.DUTY, Nature.MEASURED)


def find(paper: Paper) -> Iterator[Lint]:
    named = {holder.role for holder in paper.facts.post_holders} | _in_tables(paper)
    for post in _POSTS:
        theirs = [clause for clause in paper.promises if post in clause.who]
        if theirs and post not in named:
            count = f"{len(theirs)} promises rest on" if len(theirs) > 1 else "A promise rests on"
            shown = next((clause for clause in theirs if clause.who[0] == post), theirs[0])
            yield note(
                KEY,
                shown,
                f"{count} this role, {ROLES[post]}, and the policy names nobody for it.",
                f"{ROLES[post]}: [name], from [date].",
            )
    yield from _nobodys(paper)


def _in_tables(paper: Paper) -> set[str]:
    """Posts that stand in a table beside a name, a firm's too: "IT support | Hill Computing"."""
    rows = [block.cells for block in paper.reading.extract.blocks if len(block.cells) > 1 and block.cells[1].strip()]
    return {post for post in _POSTS if any(plain(cells[0]).startswith(plain(ROLES[post])) for cells in rows)}


def _nobodys(paper: Paper) -> Iterator[Lint]:
    """Duties with nobody to do them, told once for each part of the policy."""
    parts: dict[tuple[str, ...], list[Clause]] = defaultdict(list)
    for clause in paper.promises:
        if not clause.who and clause.strength is Strength.MUST and clause.nature in _EACH:
            parts[clause.heading].append(clause)
    for clauses in parts.values():
        others = len(clauses) - 1
        more = f" So it is with {others} more under this heading." if others else ""
        yield note(
            KEY,
            clauses[0],
            f"This has to be done, and the sentence does not say who does it.{more}",
            f"[Role] makes sure of this: {clauses[0].text}",
        )


_LEAD = sentence("The online safety lead reports to governors each term.", who=("online-safety-lead",))

RULE = Rule(
    KEY,
    "A promise rests on a role with no name, or on nobody.",
    find,
    (
        Example(
            "A role with no name.", paper_of(_LEAD), ("this role, Online safety lead, and the policy names nobody",)
        ),
        Example(
            "A role with a name.",
            paper_of(_LEAD, post_holders=(PostHolder("online-safety-lead", "Priya Shah", "Lead: Priya Shah"),)),
        ),
        Example(
            "A duty that is nobody's, told once for its heading.",
            paper_of(
                sentence("Logs are read weekly.", who=(), nature=Nature.DUTY, heading=("Monitoring",)),
                sentence("Alerts are answered daily.", who=(), nature=Nature.DUTY, heading=("Monitoring",)),
            ),
            ("does not say who does it. So it is with 1 more",),
        ),
        Example("Everyone's rule needs no name.", paper_of(sentence("Nobody shares a password.", who=("users",)))),
    ),
)
