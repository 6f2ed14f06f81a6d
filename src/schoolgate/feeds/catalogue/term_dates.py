"""A list of term dates, as a school or its local authority makes it in a spreadsheet."""

from collections.abc import Mapping

from schoolgate.feeds.contract import Column, Example
from schoolgate.feeds.tabular import table_feed


def _in_order(values: Mapping[str, str]) -> str:
    if values.get("last", values["first"]) < values["first"]:
        return "The last day is before the first day."
    return ""


FEED = table_feed(
    key="term-dates",
    words="Term dates",
    source="A list made by the school or its local authority; headings vary.",
    columns=(
        Column("kind", "What it is", required=True, called=("Type", "Kind", "Period type", "Term or holiday")),
        Column("name", "Its name", called=("Name", "Title", "Description", "Term", "Period")),
        Column("first", "First day", "date", required=True, called=("Start", "Start date", "From", "Begins", "Date")),
        Column("last", "Last day", "date", called=("End", "End date", "To", "Ends", "Until")),
    ),
    check=_in_order,
    examples=(
        Example(
            "A term and its half-term holiday.",
            {
                "terms.csv": "Type,Name,First day,Last day\nTerm,Autumn term,02/09/2026,18/12/2026\n"
                "Half-term,Autumn half-term,26/10/2026,30/10/2026\n"
            },
            rows=2,
        ),
        Example(
            "A training day is one day, and a term cannot end before it begins.",
            {"terms.csv": "Type,Name,Start,End\nINSET,,01/09/2026,\nTerm,Spring term,04/04/2027,05/01/2027\n"},
            rows=1,
            rejects=1,
        ),
    ),
)
