"""Fetching the lists that schools chose, as a document and in words."""

from typing import Any

from schoolgate.cli.invocation import Invocation
from schoolgate.filtering import actions, queries
from schoolgate.filtering.actions.updating import Round
from schoolgate.frame.actor import operator
from schoolgate.people.models import School
from schoolgate.people.queries import school, schools


def updated(run: Invocation, *, every: bool) -> dict[str, Any]:
    """``{schools: [{school, rows, made_on, fresh, shared, lists: [{name, category, rows, day, in_date, refused}]}]}``.

    ``rows`` is null where no list is in service; ``fresh`` whether another file took the old one's place, ``shared``
    whether it is one with another school's; ``refused`` why the newest copy of a list is not in service, or null.
    """
    here = [school(run.school)] if run.school else list(schools())
    this = Round(told=run.progress)
    return {"schools": [_school(each, this, every=every) for each in here if queries.chosen_lists(each)]}


def words(told: dict[str, Any]) -> str:
    if not told["schools"]:
        return "No school has chosen a list yet: choose them under Web filter, Lists."
    lines = []
    for here in told["schools"]:
        rows = f"{here['rows']:,} names" if here["rows"] else "no list"
        how = " One file with another school." if here["shared"] else ""
        lines.append(f"{here['school']}: {rows} in service.{how}")
        for each in here["lists"]:
            lines.append(f"  {each['rows']:>10,}  {each['name']}, of {each['day'] or 'no day'}")
            if each["refused"]:
                lines.append(f"              not renewed: {each['refused']}")
    return "\n".join(lines)


def _school(school: School, this: Round, *, every: bool) -> dict[str, Any]:
    served = actions.update(school, actor=operator("filter update"), this=this, every=every)
    return {
        "school": school.ref,
        "rows": served.header.rows if served.header else None,
        "made_on": served.header.made_on if served.header else None,
        "fresh": served.fresh,
        "shared": served.shared,
        "lists": [
            {
                "name": each.name,
                "category": each.category or None,
                "rows": each.rows,
                "day": each.day.isoformat() if each.day else None,
                "in_date": each.age == "good",
                "refused": each.trouble or None,
            }
            for each in queries.chosen_lists(school)
        ],
    }
