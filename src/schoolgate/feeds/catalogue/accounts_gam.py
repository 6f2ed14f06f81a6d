"""The users of Google Workspace, as the command line tool GAM prints them (``gam print users allfields``)."""

from schoolgate.feeds.account_lists import GOOGLE, WORKS_IF_FALSE, Shape, account_feed
from schoolgate.feeds.contract import Example

_HEADING = "primaryEmail,name.givenName,name.familyName,suspended,archived,orgUnitPath,externalIds.0.value\n"

FEED = account_feed(
    key="accounts-gam",
    words="Google Workspace’s users, printed by GAM",
    source="GAM’s wiki, “Users” (print users): a column for each field of the Directory API’s user, lists numbered.",
    shape=Shape(
        provider=GOOGLE,
        telling=("primaryEmail",),
        address="primaryEmail",
        name=("name.givenName", "name.familyName"),
        full_name="name.fullName",
        others=("aliases", "aliases.#", "nonEditableAliases.#"),
        numbers=("externalIds.#.value",),
        states={"suspended": WORKS_IF_FALSE, "archived": WORKS_IF_FALSE},
        deleted="deletionTime",
    ),
    examples=(
        Example(
            "A teacher, and a pupil whose account is suspended.",
            {
                "users.csv": _HEADING
                + "s.rook@robinhill.example,Sam,Rook,False,False,/Staff,SR\n"
                + "zoe@robinhill.example,Zoë,Ó Briain,True,False,/Pupils,M820200000011\n"
            },
            rows=2,
        ),
        Example(
            "A number that a spreadsheet has rounded; a last row says of whom the row was.",
            {
                "users.csv": _HEADING
                + "zoe@robinhill.example,Zoë,Ó Briain,False,False,/Pupils,8.2E+11\n"
                + "ada@robinhill.example,Ada,Lane,False,False,/Pupils,820200000022\n"
            },
            rows=2,
            rejects=1,
        ),
    ),
)
