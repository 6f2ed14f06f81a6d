"""Looking at files that came in, deciding, and saying what is watched and expected."""

from pathlib import Path

import click

from schoolgate.cli.acting import operator
from schoolgate.cli.files.giving import plain
from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.errors import BadInputError


@click.command(name="list")
@verb
def list_(run: Invocation) -> None:
    """List the files that came in, what waits first."""
    run.open_database()
    from schoolgate.intake import queries
    from schoolgate.people import queries as people

    found = [plain(one) for one in queries.deliveries(people.school(run.school))]
    words = "\n".join(f"{one['ref']}  {one['state']:<12} {one['feed'] or '?':<14} {one['name']}" for one in found)
    run.show(found, words or "No file has come in yet.")


@click.command()
@click.argument("ref")
@verb
def show(run: Invocation, ref: str) -> None:
    """Say what would change, or did, by the file REF, and which of its rows could not be used."""
    run.open_database()
    from schoolgate.intake import queries
    from schoolgate.people import queries as people

    delivery = queries.delivery(people.school(run.school), ref)
    plan, rejects = queries.preview(delivery), queries.rejects(delivery)
    changes = [{"verb": one.verb, "who": one.who, "words": one.words, "row": one.line} for one in plan.changes]
    left = [{"row": one.line, "part": one.part or None, "reason": one.reason} for one in rejects]
    document = {**plain(delivery), "plan": changes, "stop": plan.stop or None, "remarks": plan.remarks, "rejects": left}
    lines = [f"{delivery.name}: {delivery.state}. {plan.stop}".strip()]
    lines += [f"  {one.verb}: {one.who}. {one.words}" for one in plan.changes]
    lines += [f"  row {one.line} not used: {one.reason}" for one in rejects]
    run.show(document, "\n".join(lines))


@click.command()
@click.argument("ref")
@verb
def apply(run: Invocation, ref: str) -> None:
    """Do what the file REF would change. Where something is out of the ordinary, a person must do it on its page."""
    run.open_database()
    from schoolgate.intake import actions, queries
    from schoolgate.people import queries as people

    delivery = queries.delivery(people.school(run.school), ref)
    stop = queries.preview(delivery).stop
    if stop:
        raise BadInputError(delivery.name, stop, "A person must answer that on the page of the file.")
    done = actions.apply(delivery, shown=delivery.plan_digest, answered=False, actor=operator())
    run.show(plain(done), f"Applied: {done.counts or 'nothing would change'}. Undo it: schoolgate intake undo {ref}")


@click.command()
@click.argument("ref")
@verb
def undo(run: Invocation, ref: str) -> None:
    """Put back what was known before the file REF was applied."""
    run.open_database()
    from schoolgate.intake import actions, queries
    from schoolgate.people import queries as people

    done = actions.undo(queries.delivery(people.school(run.school), ref), actor=operator())
    run.show(plain(done), "Undone. What was known before is known again.")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--feed", default="", metavar="KIND", help="What kind of list its files are; any if left out.")
@click.option("--stop", is_flag=True, help="Watch it no more.")
@verb
def watch(run: Invocation, folder: Path, feed: str, stop: bool) -> None:
    """Take in the files that are put into FOLDER, from now on. They wait for a person, like any other."""
    run.open_database()
    from schoolgate.intake import queries
    from schoolgate.intake.actions import settings
    from schoolgate.people import queries as people

    school = people.school(run.school)
    if not stop:
        row = settings.watch(school, folder, feed=feed, actor=operator())
        run.show({"ref": row.ref, "path": row.path, "feed": feed or None}, f"{row.path} is watched from now on.")
        return
    path = str(folder.absolute())
    ref = next((row.ref for row in queries.folders(school) if row.path == path), "")
    settings.unwatch(school, ref, actor=operator())
    run.show({"ref": ref, "path": path, "watched": False}, f"{path} is watched no more.")


@click.command()
@click.argument("feed", required=False, default="")
@click.argument("every", required=False, default="")
@verb
def expect(run: Invocation, feed: str, every: str) -> None:
    """Say how often files of a kind are expected: FEED EVERY, which is school-day, week, half-term or never.

    Without the two, say what is expected and whether it has come.
    """
    run.open_database()
    from schoolgate.intake import queries
    from schoolgate.intake.actions import settings
    from schoolgate.people import queries as people

    school = people.school(run.school)
    if feed:
        settings.expect(school, feed, every, actor=operator())
    heard = queries.expected(school)
    words = "\n".join(f"{one.words}: {one.sentence}" for one in heard)
    document = [{"feed": one.feed, "silent": one.silent, "due_on": one.due_on, "last": one.last} for one in heard]
    run.show(document, words or "Nothing is expected.")
