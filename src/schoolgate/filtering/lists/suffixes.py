"""Names under which names are sold to the public (``co.uk``), from the Public Suffix List that its package carries.

Only the part kept by registries: under a platform's own (``blogspot.com``, in the list's private part) a list maker who
names the platform means it, and a filter that did not close it would miss what the list names.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Final

from schoolgate.filtering.store.keys import host_key, host_of

_COUNTRY: Final = len("ku.")
_END_OF_REGISTRIES: Final = "===END ICANN DOMAINS==="


class Suffixes:
    """Asked with keys of the store, many at a time."""

    def __init__(self, rules: str) -> None:
        names, above, besides = set[str](), list[str](), set[str]()
        for line in rules.partition(_END_OF_REGISTRIES)[0].splitlines():
            rule = line.strip()
            if not rule or rule.startswith("//"):
                continue
            name = rule.lstrip("!*.").encode("idna").decode() if not rule.isascii() else rule.lstrip("!*.")
            if rule.startswith("*."):
                above.append(re.escape(host_key(name)))
            elif rule.startswith("!"):
                besides.add(host_key(name))
            else:
                names.add(host_key(name))
        self._names, self._besides = names, besides
        self._any = re.compile(rf"(?m)^(?:{'|'.join(above) or '(?!)'})[^.\n]+\.$")

    def among(self, keys: list[str]) -> set[str]:
        """Those of ``keys`` that are public suffixes."""
        found = self._names.intersection(keys)
        found.update(self._any.findall("\n".join(keys)))
        return found - self._besides

    def countries(self) -> list[str]:
        """The tops of countries, and the names for companies below them: ``uk``, ``co.uk``, ``com.au``."""
        tops = {host_of(key) for key in self._names if key.count(".") == 1 and len(key) == _COUNTRY}
        below = {f"{word}.{top}" for top in tops for word in ("co", "com") if host_key(f"{word}.{top}") in self._names}
        return sorted(tops | below)


@cache
def suffixes() -> Suffixes:
    data = files("publicsuffixlist").joinpath("public_suffix_list.dat")
    return Suffixes(data.read_text(encoding="utf-8"))
