"""What the filtering room writes in the permanent record: refs, dates, counts and choices, and no site's name."""

from typing import Final

from schoolgate.ledger.kinds import kind

# --- the agreement
PROPOSED: Final = kind(
    "filtering.proposed",
    "proposed a change to the filter",
    on="ref of the version it changes, none for the first",
    digest="of the document proposed",
    changes="how many things would be otherwise",
)
SIGNED: Final = kind(
    "filtering.signed",
    "agreed to a change to the filter",
    digest="of the document agreed",
    role="the role they signed for",
)
PUT_IN_FORCE: Final = kind(
    "filtering.put-in-force",
    "put a setting of the filter in force",
    version="ref of the version",
    number="which version it is",
    digest="of its document",
    epoch="of the first rules made of it",
    signed="refs of the two who agreed",
)
CLOSED: Final = kind(
    "filtering.proposal-closed",
    "closed a proposed change to the filter",
    how="declined, withdrawn or overtaken",
)
OPENED: Final = kind(
    "filtering.opened-site",
    "opened a site",
    until="when it ends, none where it is taken back by hand",
    scope="how many levels, classes, persons, devices and places it is for, none where for everyone",
    categories="in spite of which categories",
    asked="ref of what was asked",
)
SHUT: Final = kind("filtering.closed-site", "closed a site at once", until="when it lapses unless it is agreed")
SHUT_AGREED: Final = kind("filtering.closure-agreed", "agreed to a site being closed", until="when it ends")
PAUSED: Final = kind(
    "filtering.paused",
    "paused something of the filter",
    what="internet, hours or categories",
    until="when it ends",
)
TAKEN_BACK: Final = kind(
    "filtering.taken-back", "took back what was for a site or an hour", what="opening, closure or pause"
)
DRIFTED: Final = kind(
    "filtering.drifted",
    "found the filter changed without agreement",
    what="rules, setting, lists or proxy",
    found="digest of what was found, empty where it was gone",
    wanted="digest of what was agreed",
)
DRIFT_SETTLED: Final = kind(
    "filtering.drift-settled", "said why the filter was changed without agreement", on="the day"
)

# --- filter tests
TEST_PLANNED: Final = kind(
    "filtering.test-planned",
    "planned a filter test",
    place="ref of the place",
    device="the kind of device",
    level="the level of filtering",
    group="ref of the class",
    way="how pages are asked for",
    tests="how many things are tried",
    every_hours="how often, in hours",
    digest="SHA-256 of the plan",
)
TEST_ENDED: Final = kind("filtering.test-ended", "ended a filter test", on="the day")
TEST_RUN: Final = kind(
    "filtering.test-run",
    "took in what a filter test found",
    plan="ref of the plan",
    came="how it came",
    ended_at="when it was done",
    judged="good, bad or unclear",
    good="how many were as they should be",
    bad="how many were not",
    unclear="how many could not be told",
    digest="SHA-256 of what was sent",
)
TEST_ALARMED: Final = kind(
    "filtering.test-alarmed", "told of a filter test that changed", run="ref of the run", alarms="how many"
)
TEST_SETTLED: Final = kind(
    "filtering.test-settled", "found a filter test as it should be again", run="ref of the run", alarms="how many"
)
# --- asking for sites, checking them for a lesson, and what was found
SITE_ASKED: Final = kind(
    "filtering.asked",
    "was asked for a site",
    level="the level it is closed at, as a key",
    category="which list closes it, as a key",
    askers="how many have asked by now",
)
SITE_ANSWERED: Final = kind(
    "filtering.answered",
    "answered whether a site may be opened",
    said="lesson, day, term, always or no",
    level="the level it is closed at, as a key",
    category="which list closes it, as a key",
    opened="ref of what opened it",
)
SITE_LAPSED: Final = kind("filtering.asked-in-vain", "gave up a site that nobody answered for")
SITES_CHECKED: Final = kind(
    "filtering.sites-checked",
    "looked at the sites of a lesson",
    sites="how many",
    closed="how many of them the filter closes",
    until="when they end",
)
SITE_SUITABLE: Final = kind(
    "filtering.site-suitable",
    "found a site suitable for a lesson",
    until="when that ends",
    opened="ref of what opened it",
    asked="ref of what was asked, where it is not theirs to open",
)
SITE_CHANGED: Final = kind(
    "filtering.site-changed",
    "found that a checked site is no longer what it was",
    changes="which of owner, title, verdict, category, reach",
)
FOUND: Final = kind(
    "filtering.found",
    "said that something was found on a screen",
    decisions="how many decisions of the filter are kept with it",
    closed="ref of what was closed at once",
    job="ref of the safeguarding lead's job",
)
FOUND_MORE: Final = kind("filtering.found-more", "added words to something that was found")
# --- proof
USE_COUNTED: Final = kind(
    "filtering.use-counted",
    "counted what the filter decided",
    files="how many files of decisions were counted",
    decisions="how many decisions were in them",
    digest="of the counts, by day",
)
DRY_RUN_ASKED: Final = kind(
    "filtering.dry-run-asked",
    "asked what a change to the filter would have done",
    proposal="ref of the proposal",
    since="from when on decisions were replayed",
    until="and until when",
)
REPORT_LOOKED_AT: Final = kind("filtering.report-looked-at", "looked at the filter’s report", on="the day")

# --- the block lists
LIST_CHOSEN: Final = kind(
    "filtering.list-chosen",
    "chose a block list",
    category="which it fills, none for an archive of many",
    host="who publishes it, empty for copies given by hand",
    rhythm="how often it is fetched or given",
)
LIST_ENDED: Final = kind("filtering.list-ended", "took a block list off", on="the day")
LIST_GIVEN: Final = kind("filtering.list-given", "gave a copy of a block list", digest="SHA-256 of the copy")
LIST_REFUSED: Final = kind(
    "filtering.list-refused",
    "did not put a copy of a block list in service",
    digest="SHA-256 of the copy, empty where none came",
    shorter="whether it is for having fewer rows",
)
LISTS_SERVED: Final = kind(
    "filtering.lists-served",
    "put block lists in service",
    digest="of the file made of them",
    rows="how many entries it has",
    lists="how many lists",
    renewed="how many of them are new",
    refused="how many kept their old copy",
)
LIST_ACCEPTED: Final = kind("filtering.list-accepted", "accepted a shorter block list", digest="SHA-256 of the copy")
KNOWN_SET: Final = kind(
    "filtering.known-sites-set",
    "said whether what Schoolgate knows of sites is followed",
    followed="whether it is",
    left_out="on how many sites it is not",
)

# What rests on the filter's own rows alone outlives entries that are declared to change other matters. No kind is
# declared to change only this one: each of those above spoils all that is kept.
FILTER: Final = frozenset({"filter"})
