"""Let an administrator sign in; load and list the accounts of the school's directories."""

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.directories.accounts import list_accounts, load
from schoolgate.cli.invocation import Invocation, verb


@click.group()
def command() -> None:
    """Let an administrator sign in; load and list the accounts of the school's directories."""


@command.command()
@click.option("--email", required=True, help="The address they sign in by.")
@click.option("--name", required=True, help="Their name, as the school writes it.")
@verb
def add(run: Invocation, email: str, name: str) -> None:
    """Add an administrator of the school, and print a password to be told to them once.

    Where the address has a sign-in already, as at another school, that one is used and no password is printed.
    """
    run.open_database()
    from schoolgate.people import opening, queries

    school = queries.school(run.school)
    password = None if queries.account(email) else opening.new_password()
    person = opening.add_administrator(school, name, email, password or "", actor=operator())
    document = {"person": person.ref, "school": school.ref, "email": email.strip().lower(), "password": password}
    told = f"Password, to be changed after signing in: {password}" if password else "They sign in as they do already."
    run.show(document, f"{person.ref}  {document['email']}\n{told}")


@command.command(name="forget-second-step")
@click.option("--email", required=True, help="The address they sign in by.")
@verb
def forget_second_step(run: Invocation, email: str) -> None:
    """Take away the second step of somebody who has lost it. They set up a new one when they next sign in.

    Make sure first, face to face, that it is they who ask.
    """
    run.open_database()
    from schoolgate.people import queries, second_step

    account = queries.sign_in_of(email)
    taken = second_step.forget(account, actor=operator())
    run.show({"account": account.ref, "taken": taken}, f"Taken away: {taken}. The permanent record says so.")


@command.command(name="set-up-link")
@verb
def set_up_link(run: Invocation) -> None:
    """Print a one-time link by which the first administrator names the school and chooses a password."""
    run.open_database()
    from schoolgate.people import opening

    link = opening.setup_address(actor=operator())
    run.show({"link": link}, link or "Somebody can sign in already: ask them, or use `schoolgate account add`.")


@command.command()
@verb
def seal(run: Invocation) -> None:
    """Seal a new emergency sign-in for the school, and print its code once. Codes sealed before no longer work."""
    run.open_database()
    from schoolgate.people import queries, sealed

    school = queries.school(run.school)
    code = sealed.make(school, actor=operator())
    run.show({"school": school.ref, "code": code}, f"{code}\nPrint it, seal it in an envelope, lock it in the safe.")


for verb_of_directories in (load, list_accounts):
    command.add_command(verb_of_directories)
