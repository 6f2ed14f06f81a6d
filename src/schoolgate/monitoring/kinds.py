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

ALERTED: Final = kind(
    "monitoring.alerted",
    "noticed something in web activity",
    alert="ref of the alert",
    rule="which rule, as a key",
    severity="low, medium or high",
    aside="whether it was set aside by an agreed rule",
    alerts="how many alerts",
)
HELP_ASKED: Final = kind(
    "monitoring.help-asked", "was told that somebody asked for help", about="ref of what was pressed"
)
WORDS_SHOWN: Final = kind("monitoring.words-shown", "had the words of an alert shown")
DECIDED: Final = kind(
    "monitoring.decided",
    "decided about an alert",
    outcome="as a key",
    job="ref of the job, or none",
    rule="as a key",
    asked="how many were asked",
    teacher="whose lesson it was, or none",
)
FINISHED: Final = kind(
    "monitoring.check-finished",
    "finished a check of alerts",
    alerts="how many were looked at",
    not_covered="how many things the list could not see",
)
FROZEN: Final = kind(
    "monitoring.frozen",
    "kept rows around an alert for a case",
    rows="how many",
    digest="SHA-256 of them",
    why="concern, incident or illegal",
)
MUTED: Final = kind(
    "monitoring.mute-proposed", "proposed to set aside what a rule notices", rule="as a key", until="its last day"
)
MUTE_AGREED: Final = kind("monitoring.mute-agreed", "agreed to set aside what a rule notices", rule="as a key")
MUTE_ENDED: Final = kind("monitoring.mute-ended", "ended the setting aside of what a rule notices", rule="as a key")
NOT_OPENED: Final = kind(
    "monitoring.not-opened",
    "told others that alerts were not opened in time",
    alerts="how many",
    told="how many persons",
)
READER_SET: Final = kind("monitoring.reader-set", "said who reads alerts out of hours", until="the last day, or none")
# --- a school's own words
WORDS_ADDED: Final = kind(
    "monitoring.words-added",
    "added words to look out for, or proposed words as harmless",
    sort="phrase or harmless",
    category="what a phrase is about, as a key, or none",
    severity="low, medium or high, or none",
    until="their last day",
)
WORDS_AGREED: Final = kind("monitoring.words-agreed", "agreed that words are harmless here")
WORDS_ENDED: Final = kind(
    "monitoring.words-ended", "ended words to look out for, or harmless ones", sort="phrase or harmless"
)
