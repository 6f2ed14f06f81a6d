"""The job that a yes which was taken back gives the office: its sort, and its line, which names no child."""

from typing import Final

from schoolgate.gates.consent.channels import CHANNELS

TAKE_DOWN: Final = "take-down-"  # and the key of the place


def line_of(channel: str) -> str:
    """The job's line: ours and the same for every child, so that the page of agreements finds these jobs by it."""
    place = CHANNELS[channel]
    return f"A yes to pictures was taken back: look at {place} (the page of agreements says whose)"
