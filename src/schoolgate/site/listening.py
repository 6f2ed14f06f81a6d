"""Where the web server listens, and by which certificate: decided once, when it is started."""

import time
from datetime import timedelta
from pathlib import Path
from typing import Final

from schoolgate.frame import certificates
from schoolgate.frame.certificates import Served
from schoolgate.kernel.errors import NotFoundError
from schoolgate.site.env import Environment, SettingError

_LOOK: Final = timedelta(hours=1)


def certificate(said: Environment) -> Served | None:
    """What to serve with; None where a proxy speaks https, or nobody does.

    Raises ``SettingError`` for listening beyond this machine without one, and for a name it is not for.
    """
    if not said.https or said.proxies:
        if said.listen not in ("127.0.0.1", "::1"):
            raise SettingError(
                "SCHOOLGATE_LISTEN", f"it says {said.listen}, and a proxy speaks https.", "Leave it out."
            )
        return None
    try:
        found = certificates.served(said.data)
    except NotFoundError:
        if said.listen in ("127.0.0.1", "::1"):
            return None
        raise
    name = said.hosts[0].strip("[]")
    if not any(name == one or (one.startswith("*.") and name.partition(".")[2] == one[2:]) for one in found.names):
        held = ", ".join(found.names)
        raise SettingError("SCHOOLGATE_URL", f"the certificate is for {held}, not {name}.", "Make one for that name.")
    return found


class Renewal:
    """Looks once an hour whether the certificate is to be made anew. Called, says whether it was."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._next = time.monotonic()

    def __call__(self) -> bool:
        if time.monotonic() < self._next:
            return False
        self._next = time.monotonic() + _LOOK.total_seconds()
        return certificates.renew(self.data)
