"""What a line of a slip says, and why a person is asked: apart from the reading, which loads what works on pictures."""

from enum import StrEnum


class Doubt(StrEnum):
    """Why a person is asked about a slip."""

    NO_CODE = "no-code"
    UNKNOWN = "unknown"
    NAME = "name"
    MARKS = "marks"
    BOTH = "both"
    NOT_AGREED = "not-agreed"
    UNSIGNED = "unsigned"
    BLANK = "blank"
    SMALL = "small"
    BOXES = "boxes"
    WRITTEN = "written"


class Answer(StrEnum):
    """Of an agreement: agreed or none. Of a place: granted, refused or none. ``ASK`` is anybody's guess."""

    AGREED = "agreed"
    GRANTED = "granted"
    REFUSED = "refused"
    NONE = "none"
    ASK = "ask"
