"""What of an address cannot be read, and why: the one error of the normalisation. What cannot be read is closed."""

from enum import StrEnum
from typing import Final

from schoolgate.kernel.errors import BadInputError


class Reason(StrEnum):
    """Why an address was refused."""

    NO_HOST = "no-host"
    TOO_LONG = "too-long"
    SCHEME = "scheme"
    EMPTY_LABEL = "empty-label"
    LONG_LABEL = "long-label"
    CHARACTERS = "characters"
    TWO_READINGS = "two-readings"
    ZONE = "zone"
    NOT_A_HOST = "not-a-host"


WORDS: Final = {
    Reason.NO_HOST: "it names no site.",
    Reason.TOO_LONG: "it is too long to be the name of a site.",
    Reason.SCHEME: "it is not a web address.",
    Reason.EMPTY_LABEL: "it has two dots with nothing between them.",
    Reason.LONG_LABEL: "a part of its name is longer than 63 letters.",
    Reason.CHARACTERS: "it has characters that the name of a site cannot have.",
    Reason.TWO_READINGS: "one program would read it as one site and another program as another.",
    Reason.ZONE: "it is an address on one network card only.",
    Reason.NOT_A_HOST: "no browser could find a site by it.",
}
_SHOWN: Final = 80


class UnreadableError(BadInputError):
    """An address that names no site we could be sure of."""

    def __init__(self, text: str, reason: Reason) -> None:
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
        super().__init__(f"address {shown!a}", WORDS[reason], "Give it as a browser shows it.")
        self.text, self.reason = text, reason

    def __reduce__(self) -> tuple[type["UnreadableError"], tuple[str, Reason]]:
        return type(self), (self.text, self.reason)
