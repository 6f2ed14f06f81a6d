"""Settings from the environment: every one in the table below, typed, and loud when wrong.

A setting whose kind is ``secret`` may come from a file instead: ``DATABASE_URL_FILE=/run/secrets/db`` reads
``DATABASE_URL`` from there, so that it need not lie in the environment.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from schoolgate.kernel.errors import BadInputError
from schoolgate.site.providers import providers
from schoolgate.site.saml import saml
from schoolgate.site.setting import Setting
from schoolgate.site.sign_in_settings import SIGN_IN_SETTINGS

SETTINGS: Final = (
    Setting("SCHOOLGATE_DATA", "folder", "data", "a folder", "Where the records, files and keys are kept."),
    Setting(
        "DATABASE_URL",
        "secret",
        "",
        "empty, or postgresql://name:password@host:port/database",
        "Which PostgreSQL database holds the records. Empty: SQLite, in the data folder.",
    ),
    Setting(
        "SCHOOLGATE_URL",
        "address",
        "http://127.0.0.1:8000",
        "an http or https address with no path; http only on this machine (127.0.0.1, localhost)",
        "The address people type. Over https, cookies are sent over https only.",
    ),
    Setting(
        "SCHOOLGATE_HOSTS",
        "list",
        "",
        "host names, with commas between",
        "Further names the site may be asked for by, besides that of SCHOOLGATE_URL.",
    ),
    Setting(
        "SCHOOLGATE_PROXIES",
        "number",
        "0",
        "a whole number from 0 to 5",
        "How many proxies of yours stand in front and speak https for it. Their forwarded headers are then believed.",
    ),
    Setting(
        "SCHOOLGATE_KEYS",
        "folder",
        "",
        "a folder; empty for the folder keys in the data folder",
        "Where the encryption keys are. Back it up apart from the records: names in them cannot be read without it.",
    ),
    Setting(
        "SCHOOLGATE_SMTP",
        "secret",
        "",
        "empty, or smtp://name:password@host:port or smtps://name:password@host:port",
        "The mail server for sign-in mail. Empty: letters are put in the folder mail in the data folder.",
    ),
    Setting(
        "SCHOOLGATE_MAIL_FROM",
        "text",
        "schoolgate@localhost",
        "an e-mail address",
        "Whom sign-in mail comes from.",
    ),
    Setting(
        "SCHOOLGATE_LOG",
        "text",
        "words",
        "words or json",
        "How the processes tell what they do. With json, a line for each request and each trouble, and nobody named.",
    ),
    Setting(
        "SCHOOLGATE_SIGN_IN_LIMITS",
        "yes or no",
        "yes",
        "yes or no",
        "Whether repeated attempts to sign in are slowed. Say no only while testing.",
    ),
    Setting(
        "SCHOOLGATE_SECOND_STEP",
        "yes or no",
        "yes",
        "yes; no only where SCHOOLGATE_URL is on this machine (127.0.0.1, localhost)",
        "Whether heads, safeguarding leads, IT support, the DPO and administrators must have a second step to sign in. "
        "The made-up school starts with no; a real one does not start with it.",
    ),
    Setting(
        "SCHOOLGATE_LISTEN",
        "text",
        "127.0.0.1",
        "a network address of this machine; other than 127.0.0.1 only where SCHOOLGATE_URL is https",
        "Where the web server listens: 0.0.0.0 for every network of the machine. It then has to speak https itself.",
    ),
    Setting(
        "ACTIVITY_ENGINE",
        "text",
        "duckdb",
        "duckdb, sail, spark://HOST:PORT or sc://HOST:PORT",
        "What answers questions of the log of web activity: this machine by itself (duckdb), or a cluster. "
        "All but duckdb need the extra “spark”.",
    ),
    *SIGN_IN_SETTINGS,
)

_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_WORDS_FOR_BOOL: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_BY_KEY: Final = {setting.key: setting for setting in SETTINGS}


class SettingError(BadInputError):
    """A setting cannot be used. Says its key, the value seen (never of a secret) and the values allowed."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment said, checked. ``https`` is whether people come by https."""

    data: Path
    keys: Path
    database_url: str
    url: str
    https: bool
    hosts: tuple[str, ...]
    proxies: int
    smtp: str
    mail_from: str
    sign_in_limits: bool
    log: str
    second_step: bool
    listen: str
    activity_engine: str
    providers: tuple[dict[str, object], ...]
    saml: dict[str, object]


def read(environ: Mapping[str, str]) -> Environment:
    """Read every setting from ``environ``. Raises ``SettingError`` for the first that cannot be used."""
    said = {setting.key: _value(setting, environ) for setting in SETTINGS}
    data = Path(said["SCHOOLGATE_DATA"]).expanduser().resolve()
    url = _address(said["SCHOOLGATE_URL"])
    host = urlsplit(url).hostname or ""
    names = [name.strip() for name in said["SCHOOLGATE_HOSTS"].split(",") if name.strip()]
    own = ["127.0.0.1", "localhost", "[::1]"] if host in _LOOPBACK else [host]
    return Environment(
        data=data,
        keys=Path(said["SCHOOLGATE_KEYS"]).expanduser().resolve() if said["SCHOOLGATE_KEYS"] else data / "keys",
        database_url=_scheme("DATABASE_URL", said["DATABASE_URL"], "postgresql", "postgres"),
        url=url,
        https=url.startswith("https:"),
        hosts=tuple(dict.fromkeys(own + names)),
        proxies=_number("SCHOOLGATE_PROXIES", said["SCHOOLGATE_PROXIES"], most=5),
        smtp=_scheme("SCHOOLGATE_SMTP", said["SCHOOLGATE_SMTP"], "smtp", "smtps"),
        mail_from=said["SCHOOLGATE_MAIL_FROM"],
        sign_in_limits=_yes_or_no("SCHOOLGATE_SIGN_IN_LIMITS", said["SCHOOLGATE_SIGN_IN_LIMITS"]),
        log=_one_of("SCHOOLGATE_LOG", said["SCHOOLGATE_LOG"], "words", "json"),
        listen=_listen(said["SCHOOLGATE_LISTEN"], https=url.startswith("https:")),
        providers=tuple(providers(said)),
        saml=saml(said),
        second_step=_second_step(said["SCHOOLGATE_SECOND_STEP"], host),
        activity_engine=_engine(said["ACTIVITY_ENGINE"]),
    )


def _value(setting: Setting, environ: Mapping[str, str]) -> str:
    if setting.kind != "secret" or f"{setting.key}_FILE" not in environ:
        return environ.get(setting.key, "").strip() or setting.default
    if environ.get(setting.key):
        raise SettingError(
            setting.key, f"it is set, and so is {setting.key}_FILE.", "Keep one of the two, so that it is plain which."
        )
    path = environ[f"{setting.key}_FILE"]
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"{setting.key}_FILE", f"{path} cannot be read: {error}.", "Mend it, or unset it.") from None


def _refused(key: str, seen: str) -> SettingError:
    setting = _BY_KEY[key]
    shown = "a value that is not shown, being secret" if setting.kind == "secret" else repr(seen)
    return SettingError(key, f"it is set to {shown}.", f"Allowed: {setting.allowed}.")


def _address(said: str) -> str:
    try:
        parts = urlsplit(said)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise _refused("SCHOOLGATE_URL", said) from None
    plain = parts.path in ("", "/") and not parts.query and not parts.fragment and not parts.username
    if not host or not plain or parts.scheme not in ("http", "https"):
        raise _refused("SCHOOLGATE_URL", said)
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise _refused("SCHOOLGATE_URL", said)
    return f"{parts.scheme}://{parts.netloc}"


def _scheme(key: str, said: str, *schemes: str) -> str:
    if said and (said.partition("://")[0] not in schemes or not said.partition("://")[2]):
        raise _refused(key, said)
    return said


def _second_step(said: str, host: str) -> bool:
    asked = _yes_or_no("SCHOOLGATE_SECOND_STEP", said)
    if not asked and host not in _LOOPBACK:
        raise _refused("SCHOOLGATE_SECOND_STEP", said)
    return asked


def _listen(said: str, *, https: bool) -> str:
    """Anything but this machine only over https: passwords would cross the school's network in clear."""
    try:
        address = ipaddress.ip_address(said)
    except ValueError:
        raise _refused("SCHOOLGATE_LISTEN", said) from None
    if not address.is_loopback and not https:
        raise _refused("SCHOOLGATE_LISTEN", said)
    return said


def _engine(said: str) -> str:
    if said not in ("duckdb", "sail"):
        _scheme("ACTIVITY_ENGINE", said, "spark", "sc")
    return said


def _number(key: str, said: str, *, most: int) -> int:
    if not said.isascii() or not said.isdigit() or int(said) > most:
        raise _refused(key, said)
    return int(said)


def _one_of(key: str, said: str, *allowed: str) -> str:
    if said not in allowed:
        raise _refused(key, said)
    return said


def _yes_or_no(key: str, said: str) -> bool:
    if said.lower() not in _WORDS_FOR_BOOL:
        raise _refused(key, said)
    return _WORDS_FOR_BOOL[said.lower()]
