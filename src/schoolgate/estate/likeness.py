"""Whether a directory's account and a person have the same name: by a keyed digest, so that no name is kept beside an
account. It only ever suggests; nobody is given an account by a name.
"""

from collections.abc import Iterable
from typing import Final

from schoolgate.frame.blind import blind
from schoolgate.kernel.names import folded
from schoolgate.people.models import School

_CONTEXT: Final = "estate_told.name"


def name_digest(school: School, name: str) -> str:
    """The same for two spellings of a name; nothing for no name."""
    plain = folded(name)
    return blind(f"{school.pk}\x1f{plain}", _CONTEXT) if plain else ""


def digests_of(school: School, names: Iterable[tuple[str, str]]) -> set[str]:
    """Of somebody's names, each as given and family name. Somebody with one name has no other to be mistaken by."""
    return {name_digest(school, f"{given} {family}") for given, family in names if given and family}
