"""Trusts of schools: which schools are in one, and who sees how they stand."""

from datetime import date

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb


@click.group()
def command() -> None:
    """Trusts of schools: which schools are in one, and who sees how they stand."""


@command.command()
@click.option("--name", required=True, help="The name it goes by.")
@verb
def add(run: Invocation, name: str) -> None:
    """Add a trust and print its ref."""
    run.open_database()
    from schoolgate.people import actions

    trust = actions.add_trust(name, actor=operator())
    run.show({"ref": trust.ref, "name": trust.name}, f"{trust.ref}  {trust.name}")


@command.command(name="list")
@verb
def list_(run: Invocation) -> None:
    """List the trusts, each with its ref and how many schools are in it."""
    run.open_database()
    from schoolgate.people import trusts

    found = [{"ref": one.ref, "name": one.name, "schools": len(trusts.schools_in(one))} for one in trusts.all_trusts()]
    words = "\n".join(f"{one['ref']}  {one['name']}, {one['schools']} schools" for one in found)
    run.show(found, words or "There is no trust yet.")


@command.command()
@click.argument("trust", default="")
@click.option("--none", "leave", is_flag=True, help="It is in no trust any more.")
@verb
def school(run: Invocation, trust: str, leave: bool) -> None:
    """Say that the school (--school) is in TRUST: whoever looks after it sees from now on how the school stands."""
    run.open_database()
    from schoolgate.people import actions, queries, trusts

    into = None if leave else trusts.trust(trust)
    here = actions.set_trust(queries.school(run.school), into, actor=operator())
    told = into.name if into else "no trust"
    run.show({"school": here.ref, "trust": into.ref if into else None}, f"{here.name} is in {told}.")


@command.command(name="let-in")
@click.argument("trust")
@click.option("--email", required=True, help="The address they sign in by.")
@click.option("--name", required=True, help="Their name.")
@click.option("--role", default="trust-lead", show_default=True, help="trust-lead, trust-officer or trustee.")
@click.option("--until", type=DAY, help="The day after the last.")
@verb
def let_in(run: Invocation, trust: str, email: str, name: str, role: str, until: date | None) -> None:
    """Let somebody see how the schools of TRUST stand. A new sign-in's password is printed once."""
    run.open_database()
    from schoolgate.people import opening, trusts

    password = opening.let_into_trust(
        trusts.trust(trust), email, name, role, actor=operator(), valid_from=trusts.trust_today(), valid_to=until
    )
    told = f"Their password, told this once: {password}" if password else "They sign in as they do already."
    run.show({"email": email, "role": role, "password": password or None}, f"{name} is let in. {told}")


@command.command()
@click.argument("trust")
@click.option("--email", required=True, help="The address they sign in by.")
@verb
def end(run: Invocation, trust: str, email: str) -> None:
    """End what somebody sees of TRUST, at once."""
    run.open_database()
    from schoolgate.people import actions, queries, trusts

    who = queries.sign_in_of(email)
    ended = actions.end_trust_roles(trusts.trust(trust), who, actor=operator(), on=trusts.trust_today())
    run.show({"ended": ended}, f"{email} sees nothing of it any more.")
