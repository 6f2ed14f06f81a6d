"""A log file of this computer that grows, and rotates."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from schoolgate.activity.transports.contract import Asked, At, Piece, Transport, header_of, plain, said
from schoolgate.intake.streams.growing import Place, Taken, take
from schoolgate.kernel.errors import BadInputError

_PATH = Asked("path", "Which file", "The whole path, such as /var/log/squid/access.log.")


def _check(given: Mapping[str, str]) -> dict[str, Any]:
    path = Path(said(given, _PATH))
    if not path.is_absolute():
        raise BadInputError(str(path), "it is no whole path.", _PATH.hint)
    if not path.parent.is_dir():
        raise BadInputError(str(path), "there is no such folder.", "Check how it is spelt.")
    return {"path": str(path)}


def _take(at: At) -> Iterator[Piece]:
    place = Place.of_plain(at.position["place"]) if "place" in at.position else Place()
    header = header_of(at.position.get("header"))
    while True:
        taken = take(Path(at.way["path"]), place, at.now, at.most)
        if not taken.data:
            return
        reached: list[tuple[Place, bytes]] = []
        yield Piece(
            taken.file,
            iter((taken.data,)),
            partial(_reached, taken, reached),
            begins=(header or taken.begins) if taken.start else b"",
            ended=False,
            trouble=partial(_lost, taken),
        )
        place, header = reached[-1] if reached else (taken.place, header)


def _lost(taken: Taken) -> str:
    return taken.lost


def _reached(taken: Taken, reached: list[tuple[Place, bytes]], consumed: int, header: bytes) -> dict[str, Any]:
    place = taken.reached(consumed)
    reached.append((place, header))
    return {"place": place.as_plain(), "header": plain(header)}


TRANSPORT = Transport(
    key="tail",
    words="A log file of this computer",
    hint="It is read as it grows, and when it rotates.",
    check=_check,
    take=_take,
    asked=(_PATH,),
    by_page=False,
)
