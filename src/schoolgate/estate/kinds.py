"""What the estate room writes in the permanent record. Refs, dates and choices only."""

from schoolgate.ledger.kinds import kind

TOKEN_MADE = kind(
    "token.made", "made a token for a machine", scopes="what it may do", ends_on="the first day it no longer works"
)
TOKEN_ENDED = kind("token.ended", "ended a machine's token")
PLACE_ADDED = kind(
    "estate.place-added", "added a place", kind="site, building or room", within="ref of the place it is in"
)
NETWORK_ADDED = kind(
    "estate.network-added", "added a network", purpose="what it is for", place="ref of the place", vlan="its number"
)
RANGE_SET = kind(
    "estate.range-set",
    "gave a network a range of addresses",
    cidr="the range",
    valid_from="first day",
    valid_to="the day after the last, if known",
)
RANGE_ENDED = kind(
    "estate.range-ended", "ended a network's range of addresses", cidr="the range", valid_to="the day after the last"
)
DEVICE_ADDED = kind("estate.device-added", "added a device", kind="what it is", macs="how many hardware addresses")
DEVICE_CHANGED = kind("estate.device-changed", "changed what is kept about a device", fields="which, by name")
DEVICES_LOADED = kind(
    "estate.devices-loaded",
    "took in a list of devices",
    load="ref of the load",
    added="how many were added",
    changed="how many were changed",
    device="in an item: ref of the device",
    verb="in an item: added or changed",
)
DEVICES_TAKEN_BACK = kind(
    "estate.devices-taken-back", "took back a list of devices", load="ref of the load", devices="how many"
)
DEVICE_HELD = kind(
    "estate.device-held",
    "said whose a device is or where it is kept",
    part="used-by or kept-in",
    holder="ref of the person, class or place",
    valid_from="first day",
    valid_to="the day after the last, if known",
)
DEVICE_LET_GO = kind(
    "estate.device-let-go",
    "said that a device is no longer somebody's, or kept somewhere",
    part="used-by or kept-in",
    valid_to="the day after the last",
)
ENDED = kind("estate.ended", "ended a place, a network, a device or an account", valid_to="the day after the last")
ACCOUNT_KEPT = kind(
    "estate.account-added", "added a directory account", provider="which directory", kind="whose sort it is"
)
ACCOUNT_HELD = kind(
    "estate.account-held",
    "said whose a directory account is",
    holder="ref of the person or class",
    valid_from="first day",
    valid_to="the day after the last, if known",
)
BOUND = kind(
    "estate.bound",
    "took in which device had which address, or who was signed in",
    source="who told us",
    load="ref of the load",
    leases="how many leases",
    sign_ins="how many sign-ins",
    corrected="how many of them correct an earlier one",
    devices="how many devices were seen for the first time",
)
UNBOUND = kind("estate.unbound", "took back what came in by one load", load="ref of the load", rows="how many")
ENTITLED = kind(
    "estate.entitled",
    "set what a person, a class or an account may use",
    what="which",
    level="how far",
    valid_from="first day",
    valid_to="the day after the last, if known",
    decided_kind="what decided it",
    decided_ref="its ref",
)
ENTITLEMENT_ENDED = kind(
    "estate.entitlement-ended",
    "ended what a person, a class or an account may use",
    what="which",
    valid_to="the day after the last",
    decided_kind="what decided it",
    decided_ref="its ref",
)
ENTITLED_MANY = kind(
    "estate.entitled-many",
    "set what many people may use",
    valid_from="first day",
    decided_kind="what decided it",
    decided_ref="its ref",
    person="in an item: ref of the person",
    what="in an item: which",
    level="in an item: how far; nothing where it is not decided any more",
)
LOOKED = kind(
    "estate.looked",
    "was told that a person was at an address",
    moment="of which moment",
    certainty="how sure the answer was",
    reason="why they asked, as a key",
)
PUSHED = kind(
    "estate.pushed",
    "pushed to a directory what people may use",
    way="how",
    added="how many accounts were put into a group",
    taken_out="how many were taken out of one",
    refused="how many changes the directory did not take",
)
PUSH_UNDONE = kind(
    "estate.push-undone",
    "took back what was pushed to a directory",
    way="how",
    added="how many accounts were put into a group",
    taken_out="how many were taken out of one",
)
ACCOUNT_TOLD = kind(
    "estate.account-told",
    "was told of a directory account by its identity provider",
    provider="which directory",
    parts="which parts were new, by name",
    active="whether it may sign in there",
)
GROUP_TOLD = kind(
    "estate.group-told",
    "was told of a group by an identity provider",
    provider="which directory",
    added="how many accounts came into it",
    taken_out="how many left it",
)
GROUP_FORGOTTEN = kind("estate.group-forgotten", "was told that a directory has a group no more", provider="which")
PUSH_WAY_SET = kind(
    "estate.push-way-set",
    "set up how to push to a directory, or let it act",
    way="how",
    provider="whose accounts",
    acts="whether a head has let it act as it is",
)
PUSH_COMPARED = kind(
    "estate.push-compared",
    "compared a directory with what was decided",
    way="how it is reached",
    differences="how many; nothing where it could not be asked",
)
ACCOUNTS_LOADED = kind(
    "estate.accounts-loaded",
    "took in a directory's list of accounts",
    load="ref of the load",
    added="how many were added",
    tied="how many are somebody's by their number or address",
    changed="how many of those known work, or work no more",
    gone="how many the list does not name any more",
    account="in an item: ref of the account",
    verb="in an item: added, tied, changed or gone",
    holder="in an item: ref of the person it was tied to",
)
ACCOUNTS_TAKEN_BACK = kind(
    "estate.accounts-taken-back", "took back a list of accounts", load="ref of the load", accounts="how many"
)
ACCOUNT_IS = kind("estate.account-is", "said what sort of account it is", kind="whose sort it is", before="what it was")
ACCOUNT_LET_GO = kind(
    "estate.account-let-go",
    "said that a directory account is no longer somebody's",
    holder="ref of the person or class",
    valid_to="the day after the last",
)
