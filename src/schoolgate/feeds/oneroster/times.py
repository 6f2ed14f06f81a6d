"""Moments as OneRoster writes them (ISO 8601, mostly by UTC), in one spelling that sorts."""

from datetime import UTC, datetime

from schoolgate.feeds.unfit import UnfitError
from schoolgate.feeds.values import read


def moment_of(text: str) -> str:
    """``2026-11-02T08:00:00`` by UTC; empty for what is none, since a row holds whenever it was last changed."""
    if not text:
        return ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            return read("moment", text)
        except UnfitError:
            return ""
    if moment.tzinfo is not None:
        try:
            moment = moment.astimezone(UTC)
        except OverflowError:
            return ""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")
