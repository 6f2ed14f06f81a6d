"""A family change in a sentence for whoever looks before it is done."""

from collections.abc import Iterator, Mapping

from schoolgate.people.families.for_rolls import Tied
from schoolgate.people.known import Known
from schoolgate.people.models import Care
from schoolgate.people.rolls import Bond, Said


def words_of(
    said: Said, names: Mapping[str, str], known: Known | None, *, staff: bool, tied: Mapping[tuple[str, str], Tied]
) -> str:
    """“Cares for Zoë (Parent, parental responsibility not known); works here too.” ``names`` are by ref and by key."""
    words = "; ".join(_parts(said, names, known, staff, tied)) or "is known otherwise"
    return f"{words[0].upper()}{words[1:]}."


def _parts(
    said: Said, names: Mapping[str, str], known: Known | None, staff: bool, tied: Mapping[tuple[str, str], Tied]
) -> Iterator[str]:
    for bond in said.cares:
        child = names.get(bond.child or bond.new_child, "a child")
        before = tied.get((said.person, bond.child))
        if bond.over:
            yield f"cares for {child} no more"
        elif before is None:
            yield f"would care for {child} ({_of(bond)})"
        else:
            yield f"for {child} now: {_of(bond)}"
    if staff and any(not bond.over for bond in said.cares):
        yield "works here too, and stays one person"
    if said.names and known and known.names:
        yield f"is called {said.names.shown}"
    if said.reached:
        ways = {"email": "e-mail address", "phone": "telephone number"}
        new = "new " if known else ""
        yield "with " + " and ".join(f"a {new}{ways[way]}" for way in said.reached).replace("a e-mail", "an e-mail")
    if (said.identifiers or said.names) and not said.cares and not (said.names and known and known.names):
        yield "is known by the roll, with its number"


def _of(bond: Bond) -> str:
    relation = (
        Care.Relation(bond.relation).label if bond.relation != "other" else "what they are to the child is not told"
    )
    return f"{relation}, {Care.Responsibility(bond.responsibility).label}"
