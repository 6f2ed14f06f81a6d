"""How a locked list stands at a school: nobody can ship it, so until its own copy is there nothing is known."""

from datetime import date

from schoolgate.gates.web.categories import Category
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.standings import Finding, Standing


def standing_of(category: Category, rows: int = 0, loaded: date | None = None) -> Finding:
    """Whether a locked category is closed at a school, from the rows of its list in the compiled lists, and their day.

    Raises ``ValueError`` for a category that is not locked.
    """
    if not category.locked:
        raise ValueError(f"{category.key} is not locked: the levels say whether it is closed")
    if not rows or loaded is None:
        because = f"The list of {category.words} is not known until your own copy is loaded."
        return Finding(Standing.NOT_KNOWN, f"{because} It comes from {category.source}.")
    return Finding(
        Standing.KEPT,
        f"The list of {category.words}, {rows:,} rows loaded on {spelt(loaded)}, is closed for everyone, always.",
    )
