"""The users of Microsoft 365, as its admin centre exports them (Active users, Export users)."""

from schoolgate.feeds.account_lists import MICROSOFT, WORKS_IF_FALSE, Shape, account_feed
from schoolgate.feeds.contract import Example

_HEADING = (
    "Block credential,Department,Display name,First name,Last name,Licenses,Object Id,Proxy addresses,"
    "Soft deletion time stamp,Title,User principal name\n"
)

FEED = account_feed(
    key="accounts-m365",
    words="Microsoft 365’s users, from its admin centre",
    source="The admin centre’s “Export users”; headings as programs that read it name them.",
    shape=Shape(
        provider=MICROSOFT,
        telling=("User principal name", "Display name", "Block credential"),
        address="User principal name",
        name=("First name", "Last name"),
        full_name="Display name",
        others=("Proxy addresses",),
        states={"Block credential": WORKS_IF_FALSE},
        deleted="Soft deletion time stamp",
    ),
    examples=(
        Example(
            "A teacher who has two addresses, and a pupil who may not sign in.",
            {
                "users.csv": _HEADING
                + "False,,Sam Rook,Sam,Rook,A3,1,SMTP:s.rook@robinhill.example+smtp:sam@robinhill.example,,Teacher,"
                + "srook@robinhill.example\n"
                + "True,,Zoë Ó Briain,Zoë,Ó Briain,A1,2,,,,zoe@robinhill.example\n"
            },
            rows=2,
        ),
        Example(
            "One that was deleted.",
            {
                "users.csv": _HEADING
                + "True,,Sam Rook,Sam,Rook,,1,,2026-11-01 09:00:00Z,,srook@robinhill.example\n"
                + "False,,Ada Lane,Ada,Lane,,2,,,,ada@robinhill.example\n"
            },
            rows=1,
            rejects=1,
        ),
    ),
)
