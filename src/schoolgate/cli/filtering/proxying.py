"""Which filter a proxy serves, where it listens, and what it says when it does."""

import contextlib
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from schoolgate.filtering import serving
from schoolgate.filtering.folder import FilterFolder, filter_folder
from schoolgate.filtering.ways_in.proxy.listening import Listener, listener
from schoolgate.filtering.ways_in.proxy.replies import proxy_file
from schoolgate.filtering.ways_in.proxy.settings import Settings, settings_of
from schoolgate.kernel.errors import BadInputError

_AGREE = "Agree its settings in Schoolgate, or say --folder."


def folder_of(data: Path | None, school: str | None, folder: Path | None) -> FilterFolder:
    """The folder that was named, the school's, or the only school's. Raises ``BadInputError``."""
    if folder is not None:
        if not folder.is_dir():
            raise BadInputError(str(folder), "there is no such folder.", "Say the folder of a school's filter.")
        return FilterFolder(folder)
    root = data or Path(os.environ.get("SCHOOLGATE_DATA") or "data")
    there = sorted(each.name for each in (root / "filter").glob("*") if each.is_dir())
    if school is None and len(there) == 1:
        return filter_folder(root, there[0])
    if school in there:
        return filter_folder(root, school)
    if not there:
        raise BadInputError(str(root), "no school has a filter there.", _AGREE)
    asked = "No school" if school is None else repr(school)
    raise BadInputError(
        asked, "that is none of the schools with a filter.", f"Say --school, one of {', '.join(there)}."
    )


def settings(folder: FilterFolder, listen: Iterable[str], allow: Iterable[str]) -> Settings:
    """The settings of the folder's own file, with what was said on the command line in its place.

    A listener is ``[NAME=]HOST:PORT``. Raises ``BadInputError``.
    """
    said = settings_of(folder)
    given = tuple(_listener(each) for each in listen)
    return replace(
        said,
        listeners=given or said.listeners,
        allowed=(*said.allowed, *allow),
        schoolgate=said.schoolgate or os.environ.get("SCHOOLGATE_URL", ""),
    )


def pac(said: Settings) -> str:
    """The file for browsers, of the first listener."""
    return proxy_file([str(said.listeners[0])], said.gone_to_directly)


def note(folder: FilterFolder, listeners: Iterable[Listener]) -> None:
    """Leave word in the folder where it listens, for the school's page; a folder that cannot be written gets none."""
    with contextlib.suppress(OSError):
        serving.note(folder, (str(each) for each in listeners))


def forget(folder: FilterFolder) -> None:
    serving.forget(folder)


def document(folder: FilterFolder, listeners: Iterable[Listener]) -> dict[str, Any]:
    """``{school, folder, pid, listening: [{address, name, accounts, pac}]}``."""
    return {
        "school": folder.root.name,
        "folder": str(folder.root),
        "pid": os.getpid(),
        "listening": [
            {"address": str(each), "name": each.name, "accounts": each.accounts, "pac": f"http://{each}/proxy.pac"}
            for each in listeners
        ],
    }


def words(told: dict[str, Any]) -> str:
    lines = [f"The filter of {told['school']} is open. Give a browser its file of proxy settings:"]
    for each in told["listening"]:
        lines.append(f"  {each['address']}  {each['pac']}" + (f"  ({each['name']})" if each["name"] else ""))
    return "\n".join([*lines, "Ctrl-C stops it."])


def _listener(text: str) -> Listener:
    name, equals, address = text.rpartition("=")
    return listener(address, name=name if equals else "")
