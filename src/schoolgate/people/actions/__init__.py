"""The only writers of schools, persons and roles. Each says who acts, and records it where it changes anything."""

from schoolgate.people.actions.calendars import Period, set_calendar
from schoolgate.people.actions.persons import add_person, close_account, give_sign_in
from schoolgate.people.actions.register import add_registered_school, load_register, take_from_register
from schoolgate.people.actions.roles import end_role, give_role
from schoolgate.people.actions.schools import add_school, change_school

__all__ = [
    "Period",
    "add_person",
    "add_registered_school",
    "add_school",
    "change_school",
    "close_account",
    "end_role",
    "give_role",
    "give_sign_in",
    "load_register",
    "set_calendar",
    "take_from_register",
]
