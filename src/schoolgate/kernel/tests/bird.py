"""The simplest thing a registry can hold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bird:
    key: str
