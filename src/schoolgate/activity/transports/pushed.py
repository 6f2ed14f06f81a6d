"""Lines that were pushed to us and wait in the source's inbox: what syslog and the way in for machines share."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from schoolgate.activity.transports.contract import At, Piece, header_of, plain
from schoolgate.intake.streams.waiting import remove, waiting


def take(at: At) -> Iterator[Piece]:
    """Whole files of the inbox, in order. Those a load took are known by their names until they are gone."""
    taken: list[str] = list(at.position.get("taken", ()))
    line = int(at.position.get("line", 1))
    headers = [header_of(at.position.get("header"))]
    while True:
        found = waiting(at.inbox, taken, at.unlock, at.most)
        if not found.data:
            return
        taken = list(found.names)
        line += found.data.count(b"\n")

        def reached(_consumed: int, header: bytes, taken: list[str] = taken, line: int = line) -> dict[str, Any]:
            headers.append(header)
            return {"taken": taken, "line": line, "header": plain(header)}

        yield Piece(
            "what was sent",
            iter((found.data,)),
            reached,
            begins=headers[-1],
            in_=partial(remove, at.inbox, taken),
            line=line - found.data.count(b"\n"),
        )
        if not found.more:
            return
