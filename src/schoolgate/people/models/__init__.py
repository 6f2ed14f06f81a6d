"""Schools and trusts, persons and their roles, accounts that sign in.

An account is one sign-in on this installation; a person is somebody at one school. Somebody who works at two schools is
two persons with one account, and nothing of one school is seen at the other.
"""

from schoolgate.people.models.accounts import Account, AccountManager, SetupLink, account_ref
from schoolgate.people.models.families import Care, Flag, Reach
from schoolgate.people.models.groups import Group, Membership, group_ref
from schoolgate.people.models.looks import Look
from schoolgate.people.models.particulars import Identifier, Particulars, RollLoad
from schoolgate.people.models.persons import ADMINISTRATOR, ROLE_WORDS, Person, RoleAssignment, person_ref
from schoolgate.people.models.register import RegisteredSchool, RegisterExtract, RegisterReject
from schoolgate.people.models.schools import CalendarPeriod, School, Trust, school_ref, trust_ref
from schoolgate.people.models.settings import Setting
from schoolgate.people.models.signing_in import (
    OpenSession,
    ProviderIdentity,
    SealedSignIn,
    SecondStepSecret,
    SignInLink,
)
from schoolgate.people.models.standing_in import Away, Delegation, delegation_ref
from schoolgate.people.models.trust_roles import TrustRole

__all__ = [
    "ADMINISTRATOR",
    "ROLE_WORDS",
    "Account",
    "AccountManager",
    "Away",
    "CalendarPeriod",
    "Care",
    "Delegation",
    "Flag",
    "Group",
    "Identifier",
    "Look",
    "Membership",
    "OpenSession",
    "Particulars",
    "Person",
    "ProviderIdentity",
    "Reach",
    "RegisterExtract",
    "RegisterReject",
    "RegisteredSchool",
    "RoleAssignment",
    "RollLoad",
    "School",
    "SealedSignIn",
    "SecondStepSecret",
    "Setting",
    "SetupLink",
    "SignInLink",
    "Trust",
    "TrustRole",
    "account_ref",
    "delegation_ref",
    "group_ref",
    "person_ref",
    "school_ref",
    "trust_ref",
]
