"""The only writers of schools, persons and roles. Each says who acts, and records it where it changes anything."""

from schoolgate.people.actions.calendars import Period, set_calendar
from schoolgate.people.actions.families import Tie, end_carer, end_flag, set_carer, set_flag, set_reach
from schoolgate.people.actions.leaving import leave, take_sign_in
from schoolgate.people.actions.looking import looked_at
from schoolgate.people.actions.persons import add_person, close_account, give_sign_in
from schoolgate.people.actions.register import add_registered_school, load_register, take_from_register
from schoolgate.people.actions.roles import agree_to_role, correct_role, end_role, give_role
from schoolgate.people.actions.rolls import load_roll, take_back_roll
from schoolgate.people.actions.schools import add_school, change_school
from schoolgate.people.actions.settings import set_settings
from schoolgate.people.actions.standing_in import come_back, delegate, end_delegation, go_away
from schoolgate.people.actions.trusts import add_trust, end_trust_roles, give_trust_role, set_trust

__all__ = [
    "Period",
    "Tie",
    "add_person",
    "add_registered_school",
    "add_school",
    "add_trust",
    "agree_to_role",
    "change_school",
    "close_account",
    "come_back",
    "correct_role",
    "delegate",
    "end_carer",
    "end_delegation",
    "end_flag",
    "end_role",
    "end_trust_roles",
    "give_role",
    "give_sign_in",
    "give_trust_role",
    "go_away",
    "leave",
    "load_register",
    "load_roll",
    "looked_at",
    "set_calendar",
    "set_carer",
    "set_flag",
    "set_reach",
    "set_settings",
    "set_trust",
    "take_back_roll",
    "take_from_register",
    "take_sign_in",
]
