"""A list of who took which training, from a spreadsheet or an export of a training provider: one row a course taken."""

from schoolgate.feeds.contract import Column, Example
from schoolgate.feeds.tabular import table_feed


def _who(values: dict[str, str]) -> str:
    if not any(values.get(key) for key in ("name", "family_name", "email", "staff_code")):
        return "Nothing says who: no name, e-mail address or staff code."
    if values.get("until") and values["until"] < values["on"]:
        return "It ends before the day it was taken."
    return ""


FEED = table_feed(
    key="training-csv",
    words="A list of training taken",
    source="A list the school keeps, or an export of a training provider; headings vary.",
    columns=(
        Column("name", "Name", called=("Full name", "Staff name", "Staff member", "Employee", "Learner", "Attendee")),
        Column("given_name", "First name", called=("Forename", "Given name", "Firstname", "Learner first name")),
        Column("family_name", "Surname", called=("Last name", "Family name", "Learner last name")),
        Column("email", "E-mail", "email", called=("Email", "E-mail address", "Email address", "Learner email")),
        Column("staff_code", "Staff code", called=("Payroll number", "Employee number", "Staff ID")),
        Column(
            "course",
            "Course",
            required=True,
            called=("Course title", "Course name", "Training", "Training course", "Module", "Title"),
        ),
        Column(
            "on",
            "Taken on",
            "date",
            required=True,
            called=("Date", "Completed", "Completed on", "Completion date", "Date completed", "Date taken", "Taken"),
        ),
        Column(
            "until",
            "Holds until",
            "date",
            called=("Expires", "Expiry", "Expiry date", "Expires on", "Valid until", "Renewal date", "Due again"),
        ),
    ),
    check=lambda values: _who(dict(values)),
    examples=(
        Example(
            "Two people took a course, and the certificate of one says how long it holds.",
            {
                "training.csv": "Name,Email,Course,Date completed,Expiry date\n"
                "Kit Sparrow,kit@robinhill.example,Safe online,03/09/2026,\n"
                "Ash Bramley,,Safe online,03/09/2026,02/09/2028\n"
            },
            rows=2,
        ),
        Example(
            "A row of nobody, one without a day, and one that ends before it began.",
            {
                "training.csv": "Name,Course,Date completed,Expiry date\n,Safe online,03/09/2026,\n"
                "Kit Sparrow,Safe online,,\nKit Sparrow,Safe online,03/09/2026,02/09/2026\n"
            },
            rows=0,
            rejects=3,
        ),
    ),
)
