"""The floors of the house, as .importlinter has them, for what an import linter cannot see."""

import configparser
import re
from collections.abc import Iterable
from pathlib import Path

_LOADS = re.compile(r"{%-?\s*(?:extends|include|partial)\s+[\"']([^\"']+)[\"']")
_URLS = re.compile(r"{%-?\s*url\s+[\"']([^\"']+)[\"']")


def floors(root: Path) -> dict[str, int]:
    """Each room's floor: 0 at the top. Rooms on one floor are siblings and may not know one another."""
    config = configparser.ConfigParser()
    config.read(root / ".importlinter", encoding="utf-8")
    layers = config["importlinter:contract:floors"]["layers"].strip().splitlines()
    return {
        room.strip(" ()"): floor
        for floor, line in enumerate(layers)
        for room in re.split(r"[|:]", line)
        if room.strip()
    }


def may_know(room: str, other: str, heights: dict[str, int]) -> bool:
    """Whether ``room`` may know ``other``: itself, whatever is below it, and whatever is not ours."""
    if room == other or other not in heights:
        return True
    return heights[room] < heights[other]


def upward_keys(keys: Iterable[tuple[str, str, str]], heights: dict[str, int]) -> list[str]:
    """``keys`` are (field, its model's room, the room pointed at)."""
    return [
        f"{field}: {room} may not point at {other}" for field, room, other in keys if not may_know(room, other, heights)
    ]


def upward_templates(source: Path, heights: dict[str, int], room_of_url: dict[str, str]) -> list[str]:
    """Templates that extend or include a higher room's, or link to its pages by name."""
    problems = []
    for path in sorted(source.glob("*/templates/**/*.html")):
        room = path.relative_to(source).parts[0]
        text = path.read_text(encoding="utf-8")
        for name in _LOADS.findall(text):
            if not may_know(room, name.split("/")[0], heights):
                problems.append(f"{path}: loads {name}")
        for name in _URLS.findall(text):
            if not may_know(room, room_of_url.get(name, name.split(":")[0]), heights):
                problems.append(f"{path}: links to {name}")
    return problems
