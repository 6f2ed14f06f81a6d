"""What to ask somebody for, in words they can act on: for each file that would answer promises, what it is, and how.

Written for an office or a technician who has never heard of Schoolgate. Nothing here asks for a password or a child's
words. A source that nobody is written to about has no entry.
"""

from typing import Final

# By the key of vocabulary.sources. A line of what to send, and one of how to get it out of what they have.
TO_SEND: Final[dict[str, tuple[str, str]]] = {
    "device-list": (
        "A list of the school’s devices: name, who or which class uses it, system and version, the day of its last "
        "update, and whether antivirus and encryption are on.",
        "Most management tools export this as a CSV or Excel file. A list kept by hand will do.",
    ),
    "account-list": (
        "A list of accounts: whose it is, its kind (staff, class, administrator), whether it is open, when it was last "
        "used, and whether a second step is on. No passwords.",
        "Google and Microsoft administrators export it as a CSV file.",
    ),
    "filter-test": (
        "What the web filter blocks for each group, and the result of its last test with the date.",
        "A screenshot, or the supplier’s own report, is enough to begin with.",
    ),
    "web-activity": (
        "The log of the web filter or of the name server: where it is written, and how Schoolgate may read it.",
        "Add it under Sources: a folder it is copied to, a file, or the log sent as it is written. One day is enough "
        "to begin with.",
    ),
    "backup-report": (
        "The date and result of the last backup, and the day something was last restored from one to try it.",
        "The backup program’s own report will do.",
    ),
    "mail-report": (
        "What the mail filter stopped last month, and whether every member of staff has a school address.",
        "The mail administrator’s report will do.",
    ),
    "software-list": (
        "Which programs the school uses, how many licences it has of each, and when they end.",
        "The invoices, or a list kept by hand, will do.",
    ),
    "disposal-notes": (
        "Which devices were given away or scrapped, when, and the note that says they were wiped.",
        "The contractor’s certificates are enough.",
    ),
    "website-check": (
        "When the school’s website was last looked over for names, pictures and out-of-date papers, and by whom.",
        "A line with a date will do.",
    ),
    "class-lists": (
        "The class lists, and for each child whether a parent has agreed to photographs.",
        "Your office system exports both as a CSV file. Paper slips can be ticked off later, class by class.",
    ),
    "training-record": (
        "Who has had safeguarding and online safety training, which, and when; and who has signed the staff agreement.",
        "A spreadsheet with a line for each person will do.",
    ),
}


def lines_for(keys: str) -> str:
    """The lines of a letter that asks for the sources whose keys are given, parted by spaces. Raises ``KeyError``."""
    found = [TO_SEND[key] for key in keys.split()]
    return "\n\n".join(f"{number}. {what}\n   {how}" for number, (what, how) in enumerate(found, start=1))
