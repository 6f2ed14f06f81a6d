"""Who may give files, and who may see what is in them: only the roles that the load of a file names.

Until it is known what a file is, only whoever gave it sees its name, and nobody sees inside.
"""

from typing import Final

from schoolgate.feeds.registry import FEEDS
from schoolgate.frame.actor import Actor
from schoolgate.intake.loads.registry import LOADS, loads_for
from schoolgate.intake.models import Delivery
from schoolgate.kernel.errors import DeniedError
from schoolgate.people.circles import SEE_CHILDREN
from schoolgate.people.models import ADMINISTRATOR, ROLE_WORDS

# Whoever may have a list that Schoolgate can use. What becomes of it is for those whom its load names.
GIVERS: Final = (ADMINISTRATOR, "head", "slt", "dsl", "deputy-dsl", "online-safety-lead", "it-lead", "office")
# Of those, the ones who may see children. What is in a file is shown to them on a page of its own, unless
# technicians may apply its load: such a load is of machinery, and names no child.
SEERS: Final = tuple(role for role in GIVERS if role in SEE_CHILDREN)
# Those who say which folders are watched and what is expected when.
SETTERS: Final = (ADMINISTRATOR, "head", "it-lead")


def roles_for(delivery: Delivery) -> frozenset[str]:
    """The roles that may see what is in a file, and apply it; none while nobody knows what it is."""
    if delivery.load in LOADS:
        return frozenset(LOADS.get(delivery.load).roles)
    return roles_for_feed(delivery.feed)


def roles_for_feed(feed: str) -> frozenset[str]:
    return frozenset(role for load in loads_for(feed) for role in load.roles)


def may_see(roles: frozenset[str], actor: Actor, delivery: Delivery) -> bool:
    """Whether the load names one of ``roles``. What is only guessed to be devices may be a roll after all: until
    somebody has said which column is which, of those the load names only whoever may see children, or gave it, sees.
    """
    named = roles & roles_for(delivery)
    if is_guessed(delivery) and delivery.given_by != actor.ref:
        named &= frozenset(SEE_CHILDREN)
    return bool(named)


def is_guessed(delivery: Delivery) -> bool:
    """Whether what the file is rests on its headings alone."""
    tabular = delivery.feed in FEEDS and bool(FEEDS.get(delivery.feed).columns)
    return tabular and delivery.mapping_id is None


def is_machinery(delivery: Delivery, actor: Actor) -> bool:
    """Whether what is in the file names no child, so that it may be shown where technicians look."""
    return "it-lead" in roles_for(delivery) and (not is_guessed(delivery) or delivery.given_by == actor.ref)


def may_know_its_name(roles: frozenset[str], actor: Actor, delivery: Delivery) -> bool:
    return may_see(roles, actor, delivery) or delivery.given_by == actor.ref


def require_sight(roles: frozenset[str], actor: Actor, delivery: Delivery) -> None:
    """Raises ``DeniedError``, which says whom to ask."""
    if not may_see(roles, actor, delivery):
        allowed = [ROLE_WORDS[role].lower() for role in ROLE_WORDS if role in roles_for(delivery)]
        raise DeniedError("this file", f"it is for: {', '.join(allowed) or 'nobody yet'}.", "Ask one of them.")
