"""Who cares for whom, by the agents that users name: a child's are its carers, and a carer's are the children."""

from collections.abc import Iterator, Mapping

from schoolgate.feeds import rolls
from schoolgate.feeds.contract import Row
from schoolgate.feeds.oneroster.files import Export
from schoolgate.feeds.oneroster.users import User

_SAID = 5  # doubts said one by one before they are counted


def ties(export: Export, users: Mapping[str, User]) -> Iterator[Row]:
    """A row for each carer and child, however many of the two name the other; what ties nobody is said."""
    found: dict[tuple[str, str], Row] = {}
    doubts: list[str] = []
    caring: set[str] = set()
    for key, user in users.items():
        if user.given.ragged:  # whatever it said of agents may be what was cut off, or stand elsewhere
            yield _untold(key)
        for agent in user.agents:
            other = users.get(agent)
            child, carer = (agent, key) if user.what != rolls.PUPIL else (key, agent)
            if other is None and export.changes:
                relation = user.relation if user.what != rolls.PUPIL else ""
                found.setdefault((child, carer), _row(user, child, carer, relation))
            elif doubt := _doubt(user, key, agent, other):
                doubts.append(f"{user.given.part} line {user.given.line}: {doubt}")
                yield _untold(key)
            else:
                caring |= {carer}
                found.setdefault((child, carer), _row(user, child, carer, users[carer].relation))
    yield from found.values()
    export.remarks += [
        *doubts[:_SAID],
        *([f"And {len(doubts) - _SAID:,} more agents like these."] if doubts[_SAID:] else []),
    ]
    idle = sum(user.what == rolls.CARER and key not in caring for key, user in users.items())
    if idle and not export.changes:
        who = (
            "1 parent or carer is tied to no child" if idle == 1 else f"{idle:,} parents or carers are tied to no child"
        )
        export.remarks.append(f"{who} in the file, so nothing of them was taken.")


def _untold(key: str) -> Row:
    return Row(0, {"what": rolls.UNTOLD, "of": rolls.CARES, "sourced-id": key})


def _row(user: User, child: str, carer: str, relation: str) -> Row:
    said = {"carer": carer, "sourced-id": child, "relation": relation, "changed": user.given.changed}
    said |= {"told-by": rolls.PUPIL} if user.what == rolls.PUPIL else {}
    return Row(user.given.line, {"what": rolls.CARES, **said}, user.given.part)


def _doubt(user: User, key: str, agent: str, other: User | None) -> str:
    """Why the two are not tied, or nothing."""
    said = f"the agent “{agent[:60]}”"
    if agent == key:
        return f"{said} is the user themselves, so no family was made of it."
    if other is None:
        return f"{said} is not in the file, so no family was made of it."
    if user.what == other.what == rolls.PUPIL:
        return f"{said} is a pupil, and no pupil is another’s carer here."
    pair = (user, other) if user.what == rolls.PUPIL else (other, user)
    if pair[0].what != rolls.PUPIL:
        return f"{said} and the user are both grown up, so no family was made of it."
    if not pair[1].relation:
        return f"{said} is no parent, guardian or relative, so no family was made of it."
    return ""
