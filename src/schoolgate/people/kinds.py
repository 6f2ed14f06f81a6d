"""What people's actions write in the permanent record. Refs and dates only: names stay here, locked."""

from schoolgate.ledger.kinds import changes_only, kind

SCHOOL_ADDED = kind("school.added", "added the school")
SCHOOL_CHANGED = kind("school.changed", "changed what is kept about the school", fields="which, by name")
SETTING_CHANGED = kind(
    "school.setting-changed",
    "changed a setting of the school",
    setting="which",
    valid_from="the day it holds from",
    empty="whether it was emptied",
    length="how long it is",
)
CALENDAR_SET = kind(
    "school.calendar-set", "set the school's calendar", first="first day", last="last day", periods="how many"
)
REGISTER_LOADED = kind(
    "register.loaded",
    "loaded an extract of the register of schools",
    dated="the day of the extract",
    kept="how many schools",
    rejected="how many rows were none",
    digest="of the file",
)
TRUST_ADDED = kind("trust.added", "added a trust")
TRUST_SET = kind("school.trust-set", "said which trust the school is in", trust="its ref; empty where it is in none")
TRUST_ROLE_GIVEN = kind(
    "trust.role-given",
    "let somebody see how the trust's schools stand",
    role="which",
    valid_from="first day",
    valid_to="the day after the last, if known",
)
TRUST_ROLE_ENDED = kind(
    "trust.role-ended", "ended somebody's role in the trust", role="which", valid_to="the day after the last"
)
PERSON_ADDED = kind("person.added", "added a person")
ROLE_GIVEN = kind(
    "person.role-given",
    "gave a person a role",
    role="which",
    valid_from="first day",
    valid_to="the day after the last, if known",
    deputy="whether in another's stead",
    themselves="true where they gave it to themselves",
)
ROLE_ENDED = kind(
    "person.role-ended", "ended a person's role", role="which", valid_to="the day after the last", deputy="whether so"
)
ROLE_CORRECTED = kind(
    "person.role-corrected",
    "corrected the dates of a person's role",
    role="which",
    valid_from="first day",
    valid_to="the day after the last, if known",
    deputy="whether in another's stead",
)
ROLE_AGREED = kind("person.role-agreed", "agreed to a role that somebody gave themselves", role="which")
DELEGATED = kind(
    "person.delegated",
    "passed work to somebody for a time",
    delegation="ref of the delegation",
    to="ref of the person",
    role="which",
    area="which area of its work, if one",
    valid_from="first day",
    valid_to="the day after the last",
)
DELEGATION_ENDED = kind(
    "person.delegation-ended", "ended work passed to somebody", delegation="ref", valid_to="the day after the last"
)
AWAY = kind("person.away", "said when a person is away", valid_from="first day away", valid_to="the day they are back")
BACK = kind("person.back", "said that a person is back", valid_to="the day they are back")
LEFT = kind("person.left", "recorded that a person leaves", last_day="their last day", roles="how many roles ended")
SIGN_IN_TAKEN = kind("person.sign-in-taken", "took a person's sign-in from them", account="ref of the account")
LOOKED = kind("person.looked-at", "looked at what is kept about a person", on="the day")
SIGN_IN_GIVEN = kind("person.sign-in-given", "let a person sign in", account="ref of the account")
ACCOUNT_ADDED = kind("account.added", "made a sign-in")
ACCOUNT_CLOSED = kind("account.closed", "closed a sign-in")
PASSWORD_SET = kind("account.password-set", "set a new password for a sign-in")
SETUP_LINK_MADE = kind("setup.link-made", "made a one-time link for the first administrator", ends="when it ends")
SETUP_LINK_USED = kind("setup.link-used", "used the one-time link", account="ref of the account")
SECOND_STEP_ADDED = kind("account.second-step-added", "set up a second step", step="totp, webauthn or recovery-codes")
SECOND_STEP_REMOVED = kind("account.second-step-removed", "removed a second step", step="which, as above")
ROLL_LOADED = kind(
    "school.roll-loaded",
    "loaded a roll of classes, staff and pupils",
    joiners="how many joined",
    movers="how many moved",
    leavers="how many left",
    changes="how many were changed otherwise",
    families="how many carers were tied or parted",
    person="of one item: ref of the person",
    verb="of one item: joiners, movers, leavers, changes or families",
)
ROLL_TAKEN_BACK = kind("school.roll-taken-back", "took back a roll that was loaded")
LINK_MADE = kind(
    "person.link-made", "made a one-time link for a person", ends="when it ends", sent="whether by letter, not on paper"
)
LINK_USED = kind("person.link-used", "came in by a one-time link", link="ref of the link")
CARER_SET = kind(
    "person.carer-set",
    "said who cares for a child",
    carer="ref of the carer",
    relation="which",
    responsibility="yes, no or not-known",
    home="which of the child's homes is theirs",
    order="in which order they are called",
    valid_from="first day",
    valid_to="the day after the last, if known",
)
CARER_ENDED = kind(
    "person.carer-ended",
    "said that somebody cares for a child no more",
    carer="ref of the carer",
    valid_to="the day after the last",
)
REACH_SET = kind(
    "person.reach-set", "said how a carer is reached", way="email or phone", shared="how many others share it"
)
FLAG_SET = kind("person.flag-set", "noted what protects a child", valid_from="first day")
FLAG_ENDED = kind("person.flag-ended", "ended a note of what protects a child", valid_to="the day after the last")
SEAL_MADE = kind("school.emergency-sealed", "sealed an emergency sign-in", replaced="how many older ones it ended")
SEAL_BROKEN = kind("school.emergency-opened", "opened the emergency sign-in", seal="ref of the sealed code")
PROVIDER_TIED = kind(
    "account.provider-tied", "first signed in through a provider", provider="google, microsoft, own or saml"
)

# Who is here, what they hold, who is away, and what was passed to whom.
ROLES = changes_only(
    {"roles"},
    PERSON_ADDED,
    ROLE_GIVEN,
    ROLE_ENDED,
    ROLE_CORRECTED,
    ROLE_AGREED,
    DELEGATED,
    DELEGATION_ENDED,
    AWAY,
    BACK,
    LEFT,
    SIGN_IN_TAKEN,
    SIGN_IN_GIVEN,
)
