"""Who lives in the made-up school, by the role they hold."""

from dataclasses import dataclass

from schoolgate.people.models import Person


@dataclass(frozen=True, slots=True)
class Cast:
    by_role: dict[str, Person]

    def __getitem__(self, role: str) -> Person:
        return self.by_role[role]
