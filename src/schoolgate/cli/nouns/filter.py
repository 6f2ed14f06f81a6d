"""Compile block lists into one file, and ask it about addresses.

Neither needs a school or a database.
"""

import time
from datetime import date, datetime, timedelta
from datetime import time as dt_time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from schoolgate.cli.filtering.agreeing import setting
from schoolgate.cli.filtering.proxy_verbs import account, proxy
from schoolgate.cli.filtering.squid_verbs import helper, squid_config
from schoolgate.cli.filtering.testing import probe, stand_in
from schoolgate.cli.invocation import Invocation, harmless, to_json, verb
from schoolgate.kernel.errors import BadInputError

LEVELS = ("infant", "junior", "staff", "guest")


@click.group()
def command() -> None:
    """Compile block lists into one file, and ask it about addresses."""


command.add_command(setting)
command.add_command(probe)
command.add_command(stand_in)
command.add_command(proxy)
command.add_command(account)
command.add_command(helper)
command.add_command(squid_config)


@command.command("compile")
@click.argument("lists", nargs=-1, required=True, metavar="[CATEGORY=]PATH...")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="STORE")
@click.option("--rejects", type=click.Path(path_type=Path, dir_okay=False), help="Where to; beside STORE if left out.")
@click.option("--max-age", type=click.IntRange(1), metavar="DAYS", help="Refuse a list that is older.")
@click.option("--accept-fewer", is_flag=True, help="The lists are meant to be shorter than those in service.")
@click.option("--lists-only", is_flag=True, help="Leave out what Schoolgate itself knows of sites.")
@verb
def compile_(
    run: Invocation,
    lists: tuple[str, ...],
    out: Path,
    rejects: Path | None,
    max_age: int | None,
    accept_fewer: bool,
    lists_only: bool,
) -> None:
    """Compile the lists at each PATH into the file STORE, which takes the place of the old one at once.

    PATH is a list (plain names, a hosts file, RPZ, dnsmasq; packed by gzip or not), or a folder of them; the category
    is its name's, as in the folders of the University of Toulouse, unless you say CATEGORY=PATH.
    A list that is empty, cut short, or has over a tenth fewer rows than the one in service is refused, with exit code
    2, and the old file stays. Sites that Schoolgate knows lists to have wrongly are set right, and its own sites for
    the youngest are added, unless you say --lists-only.
    """
    from schoolgate.cli.filtering.compiling import document, words
    from schoolgate.filtering.lists.compiling import Wanted, compiled
    from schoolgate.filtering.lists.known.reading import NOTHING_KNOWN, known_sites
    from schoolgate.filtering.lists.sources import Skipped, sources, told_apart

    began = time.perf_counter()
    if not out.parent.is_dir():
        raise BadInputError(str(out.parent), "there is no such folder.", "Make it first, or say another with --out.")
    found = [each for argument in lists for each in sources(argument)]
    oldest = date.today() - timedelta(days=max_age) if max_age else None  # noqa: DTZ011 - the day where the person sits
    into = rejects or out.with_name(f"{out.name}.rejects.jsonl")
    known = NOTHING_KNOWN if lists_only else known_sites()
    header = compiled(told_apart(found), out, Wanted(lambda _: oldest, accept_fewer, known), run.progress, into)
    skipped = [each for each in found if isinstance(each, Skipped)]
    told = document(header, out, skipped, into, time.perf_counter() - began)
    run.show(told, lambda: words(told))


@command.command()
@click.argument("urls", nargs=-1, metavar="URL...")
@click.option("--store", type=click.Path(path_type=Path), required=True, help="The file that was compiled.")
@click.option("--level", type=click.Choice(LEVELS), required=True, help="For whom.")
@click.option("--stdin", is_flag=True, help="Read addresses from standard input, one a line.")
@verb
def decide(run: Invocation, urls: tuple[str, ...], store: Path, level: str, stdin: bool) -> None:
    """Say what the filter answers for each URL, at a level as it ships, and why.

    Each is answered, in order, whatever it holds: what cannot be read is blocked. With --jsonl each answer is printed
    as soon as its line was read.
    """
    if not urls and not stdin:
        raise click.UsageError("Name an address, or say --stdin.")
    from schoolgate.cli.filtering import deciding
    from schoolgate.filtering.answers import Answers
    from schoolgate.filtering.store.reading import Store
    from schoolgate.gates.web.rules import Rules
    from schoolgate.gates.web.scopes import Who

    answers, now = Answers(Store(store), Rules(), Who(level)), time.time()
    found = (answers.of(url, now) for url in deciding.asked(urls, stdin=stdin))
    if run.as_lines:
        for answer in found:
            click.echo(to_json(deciding.document(answer), indent=None))
    elif run.as_json:
        run.show([deciding.document(answer) for answer in found], "")
    else:
        for answer in found:
            click.echo(harmless(deciding.words([answer])))


@command.command()
@click.argument("form", type=click.Choice(["rpz", "cdb"]))
@click.option("--store", type=click.Path(path_type=Path), required=True, help="The file that was compiled.")
@click.option("--level", type=click.Choice(LEVELS), required=True, help="For whom.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE")
@click.option("--origin", default="rpz.schoolgate.internal", show_default=True, help="The name of the zone.")
@click.option("--rules", type=click.Path(path_type=Path), help="The school's own, rules.json; as shipped if left out.")
@verb
def export(run: Invocation, form: str, store: Path, level: str, out: Path, origin: str, rules: Path | None) -> None:
    """Write what a level closes for a name server: rpz for Unbound, BIND and PowerDNS, cdb for dnsdist.

    FILE takes the place of the old one at once. With cdb, FILE.conf beside it holds the lines for dnsdist's own
    configuration. Pages and ranges of addresses are left out and counted: name servers see only names.
    """
    from schoolgate.cli.filtering import exporting
    from schoolgate.filtering.exports.written import written

    closed = exporting.closed(store, rules, level, out)
    run.progress(f"Writing {out} ...")
    told = written(closed, form, out, origin)
    run.show(told, lambda: exporting.words(told))


@command.command("dnsdist-config")
@click.argument("database", type=click.Path(path_type=Path, dir_okay=False), metavar="CDB")
@click.option("--store", type=click.Path(path_type=Path), required=True, help="The file that was compiled.")
@click.option("--level", type=click.Choice(LEVELS), default="guest", show_default=True, help="For whom.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE")
@click.option("--listen", multiple=True, default=("0.0.0.0:53",), show_default=True, metavar="ADDRESS[:PORT]")
@click.option("--upstream", multiple=True, required=True, metavar="ADDRESS[:PORT]", help="The school's name server.")
@click.option("--network", multiple=True, help="Who may ask; private networks if left out.")
@click.option("--sinkhole", default="", metavar="ADDRESS", help="Where closed names lead; else they do not exist.")
@click.option("--refresh", type=click.IntRange(1, 3600), default=5, show_default=True, help="Look for a new CDB, s.")
@click.option("--rules", type=click.Path(path_type=Path), help="The school's own, rules.json; as shipped if left out.")
@verb
def dnsdist_config(
    run: Invocation, database: Path, store: Path, level: str, out: Path, rules: Path | None, **said: Any
) -> None:
    """Write what a level closes into CDB, and into FILE a whole dnsdist.conf that answers a network of guests by it.

    Run it again whenever lists or rules change: dnsdist takes up the new CDB by itself; FILE it reads when it starts.
    """
    from schoolgate.cli.filtering import exporting

    told = exporting.for_dnsdist(exporting.closed(store, rules, level, out), database, out, **said)
    run.show(told, lambda: exporting.words(told))


@command.command()
@click.option("--all", "every", is_flag=True, help="Fetch every list, whether or not it is due.")
@verb
def update(run: Invocation, every: bool) -> None:
    """Fetch the lists that each school chose, as far as they are due, and put in service what is fit.

    With --school of that school alone. The clock does the same by itself. A list that did not come, or is cut short, or
    has over a tenth fewer rows is not taken: its copy in service stays, the others go on, and it is said which and why.
    """
    run.open_database()
    from schoolgate.cli.filtering import updating

    told = updating.updated(run, every=every)
    run.show(told, lambda: updating.words(told))


@command.command("dry-run")
@click.option("--draft", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="A setting, as JSON.")
@click.option("--proposal", metavar="REF", help="A change that was proposed.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="The first day; a week ago if left out.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day; today if left out.")
@verb
def dry_run(
    run: Invocation, draft: Path | None, proposal: str | None, since: datetime | None, until: datetime | None
) -> None:
    """Decide what was decided again under a draft, and say what would change, and for which levels and classes.

    Nothing is changed. Requests of a class that are fewer than five are left out of every number. FILE holds a whole
    setting, or an object with only the parts that should be otherwise.
    """
    if (draft is None) == (proposal is None):
        raise click.UsageError("Say either --draft or --proposal.")
    run.open_database()
    from schoolgate.cli.filtering import drafting
    from schoolgate.filtering import actions, queries
    from schoolgate.people import queries as people
    from schoolgate.people.access import today

    school = people.school(run.school)
    agreed = queries.setting_in_force(school)
    if agreed is None:
        raise BadInputError("the dry run", "no setting is in force.", "Agree a first setting of the filter.")
    if draft is not None:
        setting = drafting.draft_in(draft, agreed.setting)
    else:
        setting = queries.proposed_setting(queries.proposal(school, proposal or ""))
    zone, last = ZoneInfo(school.time_zone), until.date() if until else today(school)
    first = since.date() if since else last - timedelta(days=7)
    starts, ends = (datetime.combine(day, dt_time.min, zone) for day in (first, last + timedelta(days=1)))
    run.progress("Deciding again what was decided ...")

    def heard(done: int) -> bool:
        run.progress(f"{done:,} decisions ...")
        return True

    told = actions.replayed(school, setting, starts, ends, heard)
    run.show(drafting.told_as_json(told), lambda: drafting.words(told))
