"""What noticing and looking write in the permanent record: refs, dates, counts and choices; no child's words."""

from typing import Final

from schoolgate.ledger.kinds import kind

# --- permissions to look, and looks

GRANT_PROPOSED: Final = kind(
    "monitoring.grant-proposed",
    "proposed a permission to look",
    report="which report, as a key",
    role="for which role",
    until="its last day",
)
GRANT_SIGNED: Final = kind(
    "monitoring.grant-signed",
    "agreed to a permission to look",
    side="as head or as governor",
    both="whether both have agreed now, so that it holds",
)
GRANT_CLOSED: Final = kind("monitoring.grant-closed", "ended or declined a permission to look", how="declined or ended")
SECOND_ASKED: Final = kind(
    "monitoring.second-asked",
    "asked for a second person’s agreement to one look",
    report="which report, as a key",
    role="whose agreement it needs",
    why="why, as a key",
)
SECOND_ANSWERED: Final = kind(
    "monitoring.second-answered", "answered whether one look may be made", agreed="whether it may", until="its last day"
)
ACTIVITY_LOOKED: Final = kind(
    "monitoring.looked",
    "looked at somebody’s web activity",
    look="ref of the look",
    report="which report, as a key",
    why="why, as a key",
    grant="ref of the permission to look",
    second="ref of the second person’s agreement, none where none was needed",
    alert="ref of the alert it started from, or none",
    since="from which moment",
    until="to which",
)
LOOK_REFUSED: Final = kind(
    "monitoring.look-refused",
    "was refused a look at somebody’s web activity",
    look="ref of what was refused",
    report="which report, as a key",
    rule="which rule refused it",
    emergency="whether it was asked for as an emergency",
)
EMERGENCY_LOOKED: Final = kind(
    "monitoring.emergency-look",
    "made an emergency look at somebody’s web activity",
    look="ref of the look",
    report="which report, as a key",
    why="why, as a key",
    lacked="what it went round: a permission to look, or a second person",
    told="how many persons were told at once",
    since="from which moment",
    until="to which",
)
EMERGENCY_ANSWERED: Final = kind(
    "monitoring.emergency-answered", "looked into an emergency look", right="whether it was found right"
)
COVERAGE_NOTED: Final = kind(
    "monitoring.coverage-noted",
    "said why nothing is seen of a part of the school",
    piece="key of the class or kind of device",
    reason="a key",
    until="the last day it holds for",
)
ACCESS_ASKED: Final = kind(
    "monitoring.access-asked", "entered that somebody asked what is kept of them", due="by which day it is given"
)
ACCESS_MADE: Final = kind(
    "monitoring.access-made",
    "gathered what is kept of somebody’s web activity for them",
    rows="how many rows",
    covered="how many names of others were covered",
    digest="SHA-256 of the file",
)
ACCESS_GIVEN: Final = kind("monitoring.access-given", "gave somebody what is kept of them", in_time="whether in time")
# --- alerts
