"""What a way in sees of whoever asks, before anybody is looked up."""

from typing import NamedTuple


class Asker(NamedTuple):
    """``address`` as text, IPv4 or IPv6. ``account``: a name that was proven (proxy authentication), never one claimed.

    ``hardware`` where the way in sees it (48 bits, lower case, colons). ``way``: the name of the listener, where the
    school gave one to a place or a kind of device.
    """

    address: str = ""
    account: str = ""
    hardware: str = ""
    way: str = ""
