"""The file ``proxy.toml`` in a school's filter folder: where to listen, how far to reach, and how much of anything.

A table here says what each setting is; docs/reference/filter-proxy.md is made from it. What is not written has its
default, and what is not known stops the start: a setting with a letter wrong would else do nothing, unnoticed.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.ways_in.proxy import limits as limit
from schoolgate.filtering.ways_in.proxy.limits import Limits
from schoolgate.filtering.ways_in.proxy.listening import Listener, listener
from schoolgate.filtering.ways_in.proxy.reach import TUNNEL_PORTS, WEB_PORTS, OwnPages, network
from schoolgate.gates.web.hosts import one_host
from schoolgate.kernel.errors import BadInputError

FILE: Final = "proxy.toml"

# Table, key, what its values are, default, what it is.
WORDS: Final[tuple[tuple[str, str, type, object, str], ...]] = (
    (
        "listen",
        "address",
        str,
        "127.0.0.1:3128",
        "Where to listen: an address and a port. One table `[[listen]]` each.",
    ),
    ("listen", "name", str, "", "The way's own name: the school's setting may give it a place and so a level."),
    ("listen", "accounts", bool, False, "Whether whoever comes by it must prove an account (Basic: in the clear)."),
    ("listen", "behind", list, [], "Networks of load balancers, which say whose connection it is (PROXY protocol 2)."),
    ("reach", "allowed", list, [], "Networks that may be gone to though they are not on the internet."),
    ("reach", "web_ports", list, sorted(WEB_PORTS), "Ports at which pages are opened."),
    ("reach", "tunnel_ports", list, sorted(TUNNEL_PORTS), "Ports to which tunnels (https) are opened."),
    ("reach", "plain_tunnel_ports", list, [], "Of those, ports where a tunnel may carry something else than TLS."),
    ("pages", "school", str, "", "The school's name, as the block page says it."),
    ("pages", "schoolgate", str, "", "The address of Schoolgate's own pages, by which a site is asked for."),
    ("browsers", "direct", list, [], "Sites that browsers open without the proxy, in the file they are given."),
    *(("limits", each.name, float, each.default, limit.WORDS[each.name]) for each in fields(Limits)),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a proxy is told, checked."""

    listeners: tuple[Listener, ...] = (Listener(),)
    allowed: tuple[str, ...] = ()
    web_ports: frozenset[int] = WEB_PORTS
    tunnel_ports: frozenset[int] = TUNNEL_PORTS
    plain_tunnel_ports: frozenset[int] = frozenset()
    school: str = ""
    schoolgate: str = ""
    direct: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)

    @property
    def own(self) -> OwnPages | None:
        """Schoolgate's own pages, which the proxy lets through for browsers that know no file."""
        parts = urlsplit(self.schoolgate)
        if not parts.hostname:
            return None
        tunnel = parts.scheme == "https"
        return OwnPages(one_host(parts.hostname), parts.port or (443 if tunnel else 80), tunnel)

    @property
    def gone_to_directly(self) -> tuple[str, ...]:
        """What browsers open without the proxy: Schoolgate's own pages too, by which a site is asked for."""
        own = urlsplit(self.schoolgate).hostname
        return (*([own] if own else []), *self.direct)


def settings_of(folder: FilterFolder) -> Settings:
    """What the school's file says; the defaults where there is none. Raises ``BadInputError`` naming what is wrong."""
    path = folder.root / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(str(path), f"it cannot be read ({error}).", "Put that right, or delete it.") from error
    return read(text, path)


def read(text: str, path: Path) -> Settings:
    """The settings in the text of a file. Raises ``BadInputError``."""
    try:
        said = tomllib.loads(text)
        tables = {name: said.pop(name, {}) for name in ("reach", "pages", "browsers", "limits")}
        listen = said.pop("listen", [{}])
        if said:
            raise BadInputError(", ".join(said), "there is no such setting.", "Look at the reference.")
        if not isinstance(listen, list) or not listen:
            raise BadInputError("listen", "this should be one table or more.", "Write [[listen]], with two brackets.")
        listeners = tuple(_listener(_checked("listen", each)) for each in listen)
        return _settings(listeners, {name: _checked(name, table) for name, table in tables.items()})
    except tomllib.TOMLDecodeError as error:
        raise BadInputError(str(path), f"it is no TOML: {error}.", "Correct that line.") from error
    except BadInputError as error:
        raise BadInputError(f"{path}: {error.thing}", error.cause, error.next_step) from error


def _settings(listeners: tuple[Listener, ...], tables: Mapping[str, dict[str, Any]]) -> Settings:
    reach, pages = tables["reach"], tables["pages"]
    for each in reach["allowed"]:
        network(each)
    numbers = {each.name: each.type for each in fields(Limits)}
    held = {name: int(value) if numbers[name] is int else value for name, value in tables["limits"].items()}
    return Settings(
        listeners,
        tuple(reach["allowed"]),
        _ports("web_ports", reach["web_ports"]),
        _ports("tunnel_ports", reach["tunnel_ports"]),
        _ports("plain_tunnel_ports", reach["plain_tunnel_ports"]),
        pages["school"],
        pages["schoolgate"],
        tuple(map(one_host, tables["browsers"]["direct"])),
        Limits(**held),
    )


def _listener(said: Mapping[str, Any]) -> Listener:
    return listener(said["address"], name=said["name"], accounts=said["accounts"], behind=said["behind"])


def _checked(table: str, said: object) -> dict[str, Any]:
    """A table with every setting in it, each of its kind."""
    known = {key: (kind, default) for name, key, kind, default, _ in WORDS if name == table}
    if not isinstance(said, dict):
        raise BadInputError(table, "this should be a table.", f"Write [{table}], and its settings below.")
    for key, value in said.items():
        if key not in known:
            raise BadInputError(f"{table}.{key}", "there is no such setting.", f"There are: {', '.join(known)}.")
        kind = known[key][0]
        wanted = (int, float) if kind is float else kind
        if not isinstance(value, wanted) or (isinstance(value, bool) and kind is not bool):
            raise BadInputError(f"{table}.{key} = {value!r}", f"this should be {_KINDS[kind]}.", "Correct it.")
    return {key: said.get(key, default) for key, (_, default) in known.items()}


def _ports(name: str, said: list[object]) -> frozenset[int]:
    ports = frozenset(
        each for each in said if isinstance(each, int) and not isinstance(each, bool) and 0 < each < 65_536
    )
    if len(ports) != len(set(map(str, said))):
        raise BadInputError(f"reach.{name} = {said}", "these should be ports, from 1 to 65535.", "Correct them.")
    return ports


_KINDS: Final = {str: "text in quotes", bool: "true or false", list: "a list in square brackets", float: "a number"}
