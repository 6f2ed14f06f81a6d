"""What a policy document says of itself: one file per kind of fact.

Later set-up asks about none of these again, so a fact is given only where the document is plain about it.
"""

from collections.abc import Sequence

from schoolgate.reading.facts.appendices import appendices
from schoolgate.reading.facts.dates import approved_and_review_due
from schoolgate.reading.facts.interval import review_interval
from schoolgate.reading.facts.lines import lines
from schoolgate.reading.facts.naming import school_of, title_in
from schoolgate.reading.facts.people import post_holders
from schoolgate.reading.facts.products import named
from schoolgate.reading.facts.providers import providers
from schoolgate.reading.facts.references import references
from schoolgate.reading.model import Clause, DocumentFacts, Extract


def document_facts(extract: Extract, clauses: Sequence[Clause]) -> DocumentFacts:
    """The facts of a document, from its blocks in order and the clauses read from them."""
    read = lines(extract, clauses)
    title = title_in(extract, read)
    approved, due = approved_and_review_due(read)
    cited, present = appendices(read)
    things = named(read)
    others = providers(read)
    companies = (name for name in (others.it_support, others.filter_supplier) if name not in things["bodies"])
    return DocumentFacts(
        title=title,
        school=school_of(read),
        approved=approved,
        review_due=due,
        review_interval=review_interval(read, clauses),
        post_holders=post_holders(read),
        suppliers=tuple(dict.fromkeys((*things["suppliers"], *filter(None, companies)))),
        systems=things["systems"],
        software=things["software"],
        references=references(read, title),
        appendices_cited=cited,
        appendices_present=present,
        bodies=things["bodies"],
        it_support=others.it_support,
        filter_supplier=others.filter_supplier,
    )


def title_of(extract: Extract) -> str:
    """The document's title, before its clauses are read."""
    return title_in(extract, lines(extract, ()))


__all__ = ["document_facts", "title_of"]
