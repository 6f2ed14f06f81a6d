"""The users of Google Workspace, as the Admin console downloads them (Directory, Users, Download users)."""

from schoolgate.feeds.account_lists import GOOGLE, Shape, account_feed
from schoolgate.feeds.contract import Example

_HEADING = (
    "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],"
    "Org Unit Path [Required],Status [READ ONLY],Last Sign In [READ ONLY],Employee ID,2sv Enrolled [READ ONLY]\n"
)

FEED = account_feed(
    key="accounts-google",
    words="Google Workspace’s users, from its Admin console",
    source="support.google.com, “Add or update multiple users from a CSV file”; headings of a download seen in 2022.",
    shape=Shape(
        provider=GOOGLE,
        telling=("Email Address [Required]", "Org Unit Path [Required]", "First Name [Required]"),
        address="Email Address [Required]",
        name=("First Name [Required]", "Last Name [Required]"),
        numbers=("Employee ID",),
        states={
            "Status [READ ONLY]": {
                "active": True,
                "suspended": False,
                "archived": False,
                "blocked": False,
                "deleted": False,
            }
        },
    ),
    examples=(
        Example(
            "A teacher, and a pupil whose account is suspended.",
            {
                "User_Download.csv": _HEADING
                + "Sam,Rook,s.rook@robinhill.example,****,/Staff,Active,2026/11/20 08:01:11,SR,True\n"
                + "Zoë,Ó Briain,zoe@robinhill.example,****,/Pupils,Suspended,Never logged in,M820200000011,False\n"
            },
            rows=2,
        ),
        Example(
            "One without an address, and one whose state nobody knows; a last row says of whom they were.",
            {
                "User_Download.csv": _HEADING
                + "Sam,Rook,,****,/Staff,Active,,SR,True\n"
                + "Tam,Wren,tam@robinhill.example,****,/Staff,Perhaps,,TW,True\n"
                + "Ada,Lane,ada@robinhill.example,****,/Staff,Active,,AL,True\n"
            },
            rows=2,
            rejects=2,
        ),
    ),
)
