"""The users of Microsoft Entra ID, as its admin centre downloads them (Users, Download users)."""

from schoolgate.feeds.account_lists import MICROSOFT, WORKS_IF_TRUE, Shape, account_feed
from schoolgate.feeds.contract import Example

_HEADING = (
    "userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,employeeId\n"
)

FEED = account_feed(
    key="accounts-entra",
    words="Microsoft Entra ID’s users, from its admin centre",
    source="learn.microsoft.com, “Download a list of users” of Microsoft Entra ID, 2024-07; employeeId if asked for.",
    shape=Shape(
        provider=MICROSOFT,
        telling=("userPrincipalName", "displayName", "userType"),
        address="userPrincipalName",
        name=("givenName", "surname"),
        full_name="displayName",
        others=("mail",),
        numbers=("employeeId",),
        states={"accountEnabled": WORKS_IF_TRUE},
    ),
    examples=(
        Example(
            "A teacher whose mail has another address, and a pupil whose account is closed.",
            {
                "exportUsers.csv": _HEADING
                + "srook@robinhill.example,Sam Rook,Rook,s.rook@robinhill.example,Sam,1,Member,Teacher,,True,SR\n"
                + "zoe@robinhill.example,Zoë Ó Briain,Ó Briain,,Zoë,2,Member,,,False,M820200000011\n"
            },
            rows=2,
        ),
        Example(
            "One whose name to sign in by is no address; a last row says that one could not be read.",
            {
                "exportUsers.csv": _HEADING
                + "sam rook,Sam Rook,Rook,,Sam,1,Member,,,True,\n"
                + "ada@robinhill.example,Ada Lane,Lane,,Ada,2,Member,,,True,\n"
            },
            rows=2,
            rejects=1,
        ),
    ),
)
