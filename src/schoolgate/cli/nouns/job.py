"""What is asked of whom, from the server: to look, and to ask. Nobody does a job here: that is signed in, by name."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.days import DAY
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.errors import BadInputError
from schoolgate.kernel.refs import derived_ref
from schoolgate.vocabulary.roles import POSTS, post

if TYPE_CHECKING:
    from schoolgate.evidence.asking import Job

_ROLE = click.Choice(list(POSTS))


@click.group()
def command() -> None:
    """List the jobs that are asked of people, look at one, or ask for one.

    A job is done, and passed on, on its page, by whoever is asked and signs in: here nobody signs.
    """


@command.command("list")
@click.option("--person", default="", metavar="REF", help="Only what is asked of this person.")
@click.option("--role", type=_ROLE, metavar="ROLE", help="Only what is asked of this role.")
@click.option("--late", is_flag=True, help="Only what is late.")
@click.option("--on", type=DAY, help="The day asked about; today if left out.")
@verb
def list_jobs(run: Invocation, person: str, role: str | None, late: bool, on: date | None) -> None:
    """List open jobs, by the day they are due.

    What a check or a sentence of the policy asks is told in its own words. Of any other job only that it is there: it
    may be about somebody.
    """
    run.open_database()
    from schoolgate.evidence import queries
    from schoolgate.people import queries as people
    from schoolgate.people.access import today

    school = people.school(run.school)
    who = people.person(school, person) if person else None
    found = queries.jobs(school, on=on or today(school), person=who, roles=(role,) if role else ())
    rows = [job for job in found if job.late or not late]
    run.show([_plain(job) for job in rows], lambda: "\n".join(map(_line, rows)) or "Nothing is asked.")


@command.command()
@click.argument("ref")
@verb
def show(run: Invocation, ref: str) -> None:
    """Show the job REF, open or done: of whom, since when, and how it ended. Notes and files stay on its page."""
    run.open_database()
    from schoolgate.evidence import queries
    from schoolgate.people import queries as people
    from schoolgate.people.access import today

    school = people.school(run.school)
    job = queries.job(school, ref, on=today(school))
    answered = {"so": job.so, "nothing": job.nothing, "done_on": job.done_on, "done_by": job.doer or None}
    files = len(queries.files_of(school, ref))
    told = _plain(job) | answered | {"files": files, "still_asked": len(job.unanswered)}
    done = f"\n  Done on {spelt(job.done_on)}, with {files} files." if job.done_on else ""
    run.show(told, f"{_line(job)}{done}")


@command.command("raise")
@click.argument("words")
@click.option("--role", type=_ROLE, required=True, metavar="ROLE", help="Of whom: head, dsl, it-lead and so on.")
@click.option("--due", type=DAY, required=True, help="The last day for it.")
@click.option("--minutes", type=click.IntRange(1, 480), default=10, show_default=True, help="About how long it takes.")
@click.option("--on-behalf-of", default="", help="For whom you do this, as “the headteacher”; an office, no name.")
@verb
def raise_(run: Invocation, words: str, role: str, due: date, minutes: int, on_behalf_of: str) -> None:
    """Ask whoever acts for a role for what WORDS say. The same asked again is the same job."""
    run.open_database()
    from schoolgate.evidence import actions, queries
    from schoolgate.people import queries as people
    from schoolgate.people.access import today

    school = people.school(run.school)
    day, line = today(school), " ".join(words.split())
    if not line:
        raise BadInputError("the job", "nothing is said.", "Say in a few words what is to be done.")
    if due < day:
        raise BadInputError("--due", f"{spelt(due)} has gone.", "Give a day that is still to come.")
    about = derived_ref("said", role, line, due.isoformat())
    ref = actions.raise_job(
        school,
        kind="said",
        about=about,
        role=role,
        due=due,
        actor=operator(on_behalf_of),
        minutes=minutes,
        words=line[:200],
    )
    job = queries.job(school, ref, on=day)
    run.show(_plain(job), f"Asked of {job.holder_name or 'nobody yet'} ({post(role)}) by {spelt(due)}: {ref}.")


def _plain(job: "Job") -> dict[str, Any]:
    return {
        "ref": job.ref,
        "words": _words(job),
        "kind": job.kind,
        "state": job.state,
        "role": job.role,
        "holder": job.holder or None,
        "opens_on": job.opens_on,
        "due": job.due,
        "late": job.late,
        "minutes": job.minutes,
        "promises": job.promises,
    }


def _words(job: "Job") -> str | None:
    return job.words if job.kind in ("ask", "sentences") else None


def _line(job: "Job") -> str:
    late = "  LATE" if job.late else ""
    who = f"{job.holder_name or 'nobody'} ({post(job.role)})"
    return f"{job.ref}  by {spelt(job.due)}{late}  {who}: {_words(job) or 'a job, on its page'}"
