"""The day that "this term" means for a paper."""

from datetime import date

from schoolgate.kernel.errors import NotFoundError
from schoolgate.people import queries as people
from schoolgate.people.access import today
from schoolgate.people.models import School


def day_of(school: School, name: str) -> date:
    """The last day of the term so called, or today while it runs. Of several with that name, the latest that began.

    Raises ``NotFoundError`` for a name that no term has, naming those there are.
    """
    now, wanted = today(school), " ".join(name.replace("-", " ").split()).casefold()
    begun = [term for term in people.calendar(school).terms if term.starts <= now]
    found = [term for term in begun if wanted in (term.name.casefold(), f"{term.name} {term.starts.year}".casefold())]
    if not found:
        known = ", ".join(dict.fromkeys(f"{term.name} {term.starts.year}" for term in begun)) or "none yet"
        raise NotFoundError(f"term {name!r}", "no term of that name has begun.", f"Known: {known}.")
    return min(max(term.ends for term in found), now)
