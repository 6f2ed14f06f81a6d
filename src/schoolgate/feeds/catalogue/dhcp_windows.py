"""The leases of a Windows DHCP server, exported as CSV: they say when a lease ends, and not when it began."""

from collections.abc import Mapping
from typing import Final

from schoolgate.feeds.contract import Column, Example
from schoolgate.feeds.tabular import table_feed

_NOT_HAD: Final = ("inactive", "declined", "expired")


def _was_had(values: Mapping[str, str]) -> str:
    state = values.get("state", "").casefold()
    if state.startswith(_NOT_HAD):
        return f"No device has it: the server marks it “{values['state']}”."
    return ""


FEED = table_feed(
    key="dhcp-windows",
    words="Leases of a DHCP server (Windows)",
    source="Get-DhcpServerv4Lease | Export-Csv, or the DHCP console's Export List: times are the server's own.",
    columns=(
        Column("address", "Address", "ip", required=True, called=("IPAddress", "Client IP Address", "IP Address")),
        Column("mac", "Hardware address", "mac", required=True, called=("ClientId", "Unique ID", "MAC Address")),
        Column("ends", "When it ends", "moment", called=("LeaseExpiryTime", "Lease Expiration", "Expires")),
        Column("state", "State", called=("AddressState", "State")),
    ),
    check=_was_had,
    examples=(
        Example(
            "As PowerShell exports them: a lease, a reservation in use, and one that is not.",
            {
                "leases.csv": '"IPAddress","ScopeId","ClientId","HostName","AddressState","LeaseExpiryTime"\n'
                '"10.4.2.17","10.4.0.0","02-00-5e-10-00-01","tablet","Active","24/11/2026 18:12:04"\n'
                '"10.4.2.18","10.4.0.0","02-00-5e-10-00-02","printer","ActiveReservation",""\n'
                '"10.4.2.19","10.4.0.0","02-00-5e-10-00-03","","InactiveReservation",""\n'
            },
            rows=2,
            rejects=1,
        ),
    ),
)
