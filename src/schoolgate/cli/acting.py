"""Who the command line acts as: the operator, by their name on this machine. It signs nothing."""

import getpass

from schoolgate.frame.actor import Actor
from schoolgate.frame.actor import operator as operator_actor


def operator(on_behalf_of: str = "") -> Actor:
    """The operator, on behalf of whoever is named ("the governing body")."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # a container may have no name for its user
        name = "unnamed"
    return operator_actor(name, on_behalf_of)
