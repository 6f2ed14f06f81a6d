"""Adding persons, listing them, and showing one."""

from typing import TYPE_CHECKING, Any

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.clocks.months import spelt
from schoolgate.vocabulary.roles import POSTS, post

if TYPE_CHECKING:
    from schoolgate.people.directory import Adult


@click.command()
@click.option("--name", required=True, help="Their name, as the school writes it.")
@verb
def add(run: Invocation, name: str) -> None:
    """Add somebody to the school. They can do nothing yet: give them a role with `person role`."""
    run.open_database()
    from schoolgate.people import actions, queries

    school = queries.school(run.school)
    person = actions.add_person(school, name, actor=operator())
    run.show({"person": person.ref, "school": school.ref}, f"{person.ref}  {person.name}")


@click.command("list")
@click.option("--role", type=click.Choice(list(POSTS)), metavar="ROLE", help="Only those who hold this role today.")
@verb
def list_persons(run: Invocation, role: str | None) -> None:
    """List the adults of the school with their roles today; parents only where --role asks for them."""
    run.open_database()
    from schoolgate.people import queries
    from schoolgate.people.access import today
    from schoolgate.people.directory import adults

    school = queries.school(run.school)
    found = adults(school, today(school), role=role or "")
    run.show([plain(adult) for adult in found], "\n".join(_line(adult) for adult in found) or "Nobody.")


@click.command()
@click.argument("person")
@verb
def show(run: Invocation, person: str) -> None:
    """Show one person, by their ref: every role with its dates, days away, and work passed on."""
    run.open_database()
    from schoolgate.people import queries
    from schoolgate.people.access import today
    from schoolgate.people.directory import one_adult

    school = queries.school(run.school)
    adult = one_adult(school, person, today(school))
    run.show(plain(adult), lambda: _words(adult))


def plain(adult: "Adult") -> dict[str, Any]:
    """As JSON: dates as they are, words left out."""
    return {
        "person": adult.ref,
        "name": adult.name,
        "signs_in": adult.signs_in,
        "left_on": adult.left_on,
        "away_until": adult.away_until,
        "roles": [
            {
                "role": held.role,
                "deputy": held.deputy,
                "valid_from": held.valid_from,
                "valid_to": held.valid_to,
                "company": held.company,
                "waits_for_agreement": held.waits,
            }
            for held in adult.roles
        ],
        "passed": [
            {
                "delegation": passed.ref,
                "giver": passed.giver,
                "to": passed.to,
                "role": passed.role,
                "area": passed.area,
                "valid_from": passed.valid_from,
                "valid_to": passed.valid_to,
            }
            for passed in adult.passed
        ],
    }


def _line(adult: "Adult") -> str:
    roles = ", ".join(held.words for held in adult.roles if held.now) or "no role"
    away = f", away until {spelt(adult.away_until)}" if adult.away_until else ""
    return f"{adult.ref}  {adult.name}: {roles}{away}{'' if adult.signs_in else ', no sign-in'}"


def _words(adult: "Adult") -> str:
    lines = [_line(adult)]
    for held in adult.roles:
        until = f" to {spelt(held.last_day)}" if held.last_day else ""
        company = f", of {held.company}" if held.company else ""
        lines.append(f"  {held.words} from {spelt(held.valid_from)}{until}{company}")
    for passed in adult.passed:
        what = f"{post(passed.role)}{f', {passed.area}' if passed.area else ''}"
        lines.append(f"  {passed.giver_name} passes {what} to {passed.to_name} until {spelt(passed.valid_to)}")
    return "\n".join(lines)
