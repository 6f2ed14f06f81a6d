"""Giving and ending roles, being away, and leaving."""

from datetime import date, timedelta

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.clocks.months import spelt
from schoolgate.vocabulary.roles import POSTS, post

ONE_DAY = timedelta(days=1)


@click.command()
@click.argument("person")
@click.argument("role", type=click.Choice(list(POSTS)), metavar="ROLE")
@click.option("--from", "first", type=DAY, help="The first day; today if left out.")
@click.option("--to", "last", type=DAY, help="The last day, if it is known.")
@click.option("--deputy", is_flag=True, help="As a deputy, in the stead of whoever holds the role.")
@click.option("--company", default="", help="Whom somebody from outside works for; then give --to, the contract's end.")
@click.option("--on-behalf-of", default="", help="For whom you do this, as “the headteacher”; an office, no name.")
@verb
def role(
    run: Invocation,
    person: str,
    role: str,
    first: date | None,
    last: date | None,
    deputy: bool,
    company: str,
    on_behalf_of: str,
) -> None:
    """Give the person with ref PERSON the role ROLE: head, dsl, teachers, governors and so on."""
    run.open_database()
    from schoolgate.people import actions, queries
    from schoolgate.people.access import today

    school = queries.school(run.school)
    who = queries.person(school, person)
    row = actions.give_role(
        who,
        role,
        actor=operator(on_behalf_of),
        valid_from=first or today(school),
        valid_to=last + ONE_DAY if last else None,
        deputy=deputy,
        company=company,
    )
    document = {"person": who.ref, "role": role, "deputy": deputy, "valid_from": row.valid_from}
    until = f" to {spelt(last)}" if last else ""
    told = f"{who.name} is {post(role)}{' (deputy)' if deputy else ''} from {spelt(row.valid_from)}{until}."
    run.show(document | {"valid_to": row.valid_to}, told)


@click.command()
@click.argument("person")
@click.argument("role", type=click.Choice(list(POSTS)), metavar="[ROLE]", required=False)
@click.option("--on", "last", type=DAY, help="The last day; today if left out.")
@click.option("--deputy", is_flag=True, help="The role held as a deputy.")
@verb
def end(run: Invocation, person: str, role: str | None, last: date | None, deputy: bool) -> None:
    """End one role of the person with ref PERSON; without ROLE they leave: every role ends, and so does their sign-in.

    The last administrator or head who can sign in stays until there is another.
    """
    run.open_database()
    from schoolgate.people import actions, queries
    from schoolgate.people.access import today

    school = queries.school(run.school)
    who = queries.person(school, person)
    day = last or today(school)
    if role is None:
        ended = actions.leave(who, actor=operator(), last_day=day)
        told = f"{who.name} leaves on {spelt(day)}; roles ended: {ended}."
        run.show({"person": who.ref, "last_day": day, "ended": ended}, told)
        return
    actions.end_role(who, role, actor=operator(), valid_to=day + ONE_DAY, deputy=deputy)
    document = {"person": who.ref, "role": role, "deputy": deputy, "last_day": day}
    run.show(document, f"{who.name} is {post(role)} until {spelt(day)}.")


@click.command()
@click.argument("person")
@click.option("--back", type=DAY, required=True, help="The day they are back.")
@click.option("--from", "first", type=DAY, help="The first day away; today if left out.")
@verb
def away(run: Invocation, person: str, back: date, first: date | None) -> None:
    """Say that the person with ref PERSON is away: their jobs pass to whoever stands in. --back today withdraws it."""
    run.open_database()
    from schoolgate.people import actions, queries
    from schoolgate.people.access import today

    school = queries.school(run.school)
    who = queries.person(school, person)
    begins = first or today(school)
    if back <= begins and first is None:
        actions.come_back(who, actor=operator(), on=back)
        run.show({"person": who.ref, "away_until": None}, f"{who.name} is back on {spelt(back)}.")
        return
    actions.go_away(who, actor=operator(), valid_from=begins, back=back)
    document = {"person": who.ref, "away_from": begins, "away_until": back}
    run.show(document, f"{who.name} is away until {spelt(back)}.")
