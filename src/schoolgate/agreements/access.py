"""Who reads the policy and signs, who sees who has, and who answers questions."""

from typing import Final

from schoolgate.people.circles import GOVERNING, PEOPLE, ROLL, TERM_KEEPERS
from schoolgate.vocabulary.roles import MEMBERS

# They are asked to read the policy and to sign that they understood it.
SIGNERS: Final = (*MEMBERS["staff"], *GOVERNING, "volunteers")
# They see by name who has signed and who has not, and tick off paper.
NAMERS: Final = TERM_KEEPERS
# They see how many.
COUNTERS: Final = PEOPLE
# They see which child's agreement is back, and whose yes was taken back.
OFFICE_OF_FAMILIES: Final = ("head", "slt", "dsl", "deputy-dsl", "office")
# They see whose picture may be used where: all children, or those they teach.
PICTURE_READERS: Final = (*OFFICE_OF_FAMILIES, "teachers")
# Of those who tick off paper, the ones who see every child.
HOLDERS: Final = tuple(role for role in TERM_KEEPERS if role in ROLL)
# They print slips, and see those that came back.
SLIP_READERS: Final = ("head", "office")
# Whom a question may go to, and who then answers it.
ANSWERERS: Final = ("head", "dsl")
# They have the list of who may not use a class's tablet: the class's own teachers, and of every class these two.
TABLET_LIST: Final = ("head", "office", "teachers")
EVERY_TABLET_LIST: Final = ("head", "office")
