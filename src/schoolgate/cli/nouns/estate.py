"""Ask which device was at an address, and when: machinery only."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from schoolgate.cli.invocation import Invocation, verb
from schoolgate.kernel.errors import BadInputError

if TYPE_CHECKING:
    from schoolgate.estate.whereabouts import Whereabouts


@click.group()
def command() -> None:
    """Ask which device was at an address, and when: machinery only."""


@command.command()
@click.argument("address")
@click.option("--at", "when", metavar="WHEN", help="2026-11-24T10:42, by the school's clock or with an offset; now.")
@click.option("--known-at", metavar="WHEN", help="Answer as known then; left out, as known now.")
@verb
def at(run: Invocation, address: str, when: str | None, known_at: str | None) -> None:
    """Say which device had ADDRESS, and which class shares it, how surely and why. No person is named here."""
    run.open_database()
    from django.utils import timezone

    from schoolgate.estate.queries import at_address
    from schoolgate.people.queries import school

    here = school(run.school)
    zone = ZoneInfo(here.time_zone)
    moment = _moment(when, zone) if when else timezone.now()
    found = at_address(here, address, moment, _moment(known_at, zone) if known_at else None).without_persons()
    run.show(_plain(found), lambda: _words(found, zone))


def _moment(text: str, zone: ZoneInfo) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        step = "Write it like 2026-11-24T10:42, or with its offset: 2026-11-24T10:42+00:00."
        raise BadInputError(f"the moment {text!r}", "we cannot read it.", step) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _plain(found: "Whereabouts") -> dict[str, object]:
    return {
        "address": found.address,
        "at": found.moment,
        "certainty": found.certainty,
        "because": found.because,
        "devices": [
            {
                "ref": claim.device,
                "kind": claim.kind,
                "label": claim.label,
                "place": claim.place or None,
                "starts": claim.lease.starts_at,
                "ends": claim.lease.ends_at,
                "source": claim.source,
                "groups": [who.group for who in claim.who if who.group],
            }
            for claim in found.claims
        ],
        "network": found.network.name if found.network else None,
    }


def _words(found: "Whereabouts", zone: ZoneInfo) -> str:
    lines = [f"{found.certainty.value.capitalize()}. {found.because}"]
    for claim in found.claims:
        ends = f"{claim.lease.ends_at.astimezone(zone):%d/%m/%Y %H:%M}" if claim.lease.ends_at else "further notice"
        where = f", kept in {claim.place}" if claim.place else ""
        called = claim.label or claim.device
        lines.append(
            f"  {called} ({claim.kind}{where}): {claim.lease.starts_at.astimezone(zone):%d/%m/%Y %H:%M} to {ends}"
        )
    if found.network:
        lines.append(f"  network {found.network.name}")
    return "\n".join(lines)
