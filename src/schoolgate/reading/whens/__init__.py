"""A clause's clock: "termly", "within one working day", "at least every two years, or after an incident"."""

from schoolgate.reading.whens.finding import find_when

__all__ = ["find_when"]
