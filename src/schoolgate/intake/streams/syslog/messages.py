"""What a syslog message says, by RFC 5424 or by RFC 3164, whose forms devices follow loosely."""

import re
from dataclasses import dataclass
from typing import Final

_BOM: Final = b"\xef\xbb\xbf"
_PRI: Final = re.compile(rb"<([0-9]{1,3})>")
_5424: Final = re.compile(rb"1 (\S+) (\S+) (\S+) (\S+) (\S+) (?=-|\[)")
_ELEMENT: Final = re.compile(rb'\[[^ =\]"]+(?: [^ =\]"]+="(?:\\.|[^"\\])*")*\]')
# RFC 3164, 4.1.2; also with a year, as some send it, and with the ISO moment that rsyslog's long form has.
_3164_TIME: Final = re.compile(
    rb"(?:[A-Z][a-z]{2} [ 0-9]?[0-9](?: [0-9]{4})? [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
    rb"|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9]{2}:?[0-9]{2})?):? "
)
# Some devices leave their name out: what follows then is the log's own line, and a moment in seconds is no name.
_HOST: Final = re.compile(rb"(?!\d+\.\d+ )([A-Za-z0-9](?:[A-Za-z0-9._:-]*[A-Za-z0-9])?) ")
_TAG: Final = re.compile(rb"([^\s:\[]{1,48})(?:\[([^\]\s]{0,32})\])?: ?")


@dataclass(frozen=True, slots=True)
class Message:
    """``text`` is what the program said: one line of its log. ``when`` is as it was sent; "" where nothing was said."""

    text: bytes
    facility: int | None = None
    severity: int | None = None
    when: str = ""
    host: str = ""
    app: str = ""


def read(message: bytes) -> Message:
    """What a message says. Never fails: what has no header that is known is all text, as RFC 3164, 4.3.3 has it.

    Ends of line inside become blanks, so that a message stays one line.
    """
    pri = _PRI.match(message)
    if pri is None or int(pri[1]) > 191:  # 23 facilities by 8 severities: RFC 5424, 6.2.1
        return Message(_one_line(message))
    facility, severity = divmod(int(pri[1]), 8)
    rest = message[pri.end() :]
    found = _new(rest, facility, severity)
    return found if found is not None else _old(rest, facility, severity)


def _new(rest: bytes, facility: int, severity: int) -> Message | None:
    head = _5424.match(rest)
    if head is None:
        return None
    at = head.end()
    if rest[at : at + 1] == b"-":
        at += 1
    else:
        while element := _ELEMENT.match(rest, at):
            at = element.end()
    text = rest[at:].removeprefix(b" ").removeprefix(_BOM)
    when, host, app = (_said(head[number]) for number in (1, 2, 3))
    return Message(_one_line(text), facility, severity, when, host, app)


def _old(rest: bytes, facility: int, severity: int) -> Message:
    when = _3164_TIME.match(rest)
    if when is None:
        tag = _TAG.match(rest)
        text, app = (rest[tag.end() :], _said(tag[1])) if tag else (rest, "")
        return Message(_one_line(text), facility, severity, app=app)
    rest = rest[when.end() :]
    name = ""
    if host := _HOST.match(rest):
        name, rest = _said(host[1]), rest[host.end() :]
    tag = _TAG.match(rest)
    app = _said(tag[1]) if tag else ""
    text = rest[tag.end() :] if tag else rest
    return Message(_one_line(text), facility, severity, _said(when[0].rstrip(b": ")), name, app)


def _said(field: bytes) -> str:
    return "" if field == b"-" else field.decode("utf-8", "replace")


def _one_line(text: bytes) -> bytes:
    text = text.strip(b"\r\n\0")
    return text.replace(b"\r\n", b" ").replace(b"\n", b" ").replace(b"\r", b" ").replace(b"\0", b" ")
