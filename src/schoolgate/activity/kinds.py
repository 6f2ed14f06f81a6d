"""What the log of web activity writes in the permanent record: refs, dates, counts and digests, and no site's name."""

from typing import Final

from schoolgate.ledger.kinds import kind

# --- the store
LOADED: Final = kind(
    "activity.loaded",
    "took in rows of web activity",
    load="ref of the load",
    read="how many lines were read",
    kept="how many rows were kept",
    rejected="how many lines could not be read",
    repeated="how many were there already",
    part="ref of a part",
    kind="what the part holds: rows, or counts",
    day="its day",
    rows="how many rows it holds",
    digest="SHA-256 of it",
)
COMPACTED: Final = kind(
    "activity.compacted",
    "put parts of a day of web activity together",
    were="how many parts there were",
    loads="how many loads they came by that had not been entered",
    part="ref of the part made",
    kind="what the part holds: rows, or counts",
    day="its day",
    rows="how many rows it holds",
    digest="SHA-256 of it",
)
ERASED: Final = kind(
    "activity.erased",
    "erased web activity",
    why="its time was over, or a person’s right",
    day="the last day erased, or none",
    parts="how many parts went or were written anew",
    rows="how many rows went",
    part="ref of a part written anew",
    kind="what the part holds: rows, or counts",
    digest="SHA-256 of it",
)
DAMAGED: Final = kind(
    "activity.damaged",
    "found a part of the web activity missing or damaged, and set it aside",
    part="ref of the part",
    day="which day",
    rows="how many rows it held",
    digest="what it should have been",
)
SETTLED: Final = kind("activity.damage-settled", "said that missing web activity is known of", part="ref of the part")
NAMED: Final = kind(
    "activity.named",
    "named whoever a row of web activity is about",
    look="ref of the look that allows it",
)
KEPT_FOR: Final = kind(
    "activity.kept-for",
    "said how long web activity is kept",
    days="rows, in days",
    years="counts, in years",
)
ASSESSED: Final = kind(
    "activity.assessed",
    "recorded the data-protection assessment of web activity",
    on="the day it was made",
    review="the day it is looked at again",
    days="how many days of rows it allows",
)
# --- sources
SOURCE_ADDED: Final = kind(
    "activity.source-added",
    "added a source of web activity",
    feed="which kind of log, as a key",
    transport="how it comes, as a key",
)
SOURCE_ENDED: Final = kind("activity.source-ended", "ended a source of web activity")
SOURCE_RHYTHM: Final = kind(
    "activity.source-rhythm",
    "said how often a source of web activity should be heard",
    every="how often, as a key",
)
SOURCE_QUIET: Final = kind(
    "activity.source-quiet",
    "noticed that a source of web activity says nothing",
    since="when it was last heard",
)
SOURCE_HEARD: Final = kind(
    "activity.source-heard",
    "heard a source of web activity again",
    since="from when on nothing was heard",
)
COLUMNS_CHANGED: Final = kind(
    "activity.columns-changed",
    "set a log aside whose columns are others than were agreed",
    held="ref of what waits",
    columns="how many columns it has",
)
COLUMNS_AGREED: Final = kind(
    "activity.columns-agreed",
    "said which column of a log is which",
    columns="how many are used",
    held="ref of what waited, or none",
)
HELD_DROPPED: Final = kind("activity.held-dropped", "did not take a log that waited", held="ref of what waited")

# What rests on the log's own rows alone outlives entries that are declared to change other matters. No kind is declared
# to change only this one: each of those above spoils all that is kept.
ACTIVITY: Final = frozenset({"activity"})
