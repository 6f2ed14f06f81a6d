"""Errors that name the thing, the cause and the next step."""


class SchoolgateError(Exception):
    """Something could not be done, in words for the person who asked.

    ``thing`` is what it happened to (a file, a row, a setting), ``cause`` is why, ``next_step`` is what to do now.
    """

    exit_code = 2

    def __init__(self, thing: str, cause: str, next_step: str) -> None:
        super().__init__(thing, cause, next_step)
        self.thing, self.cause, self.next_step = thing, cause, next_step

    def __str__(self) -> str:
        return f"{self.thing}: {self.cause} {self.next_step}"


class BadInputError(SchoolgateError):
    """What was given cannot be used; nothing was saved."""


class NotFoundError(SchoolgateError):
    """There is no such thing, or none that the asker may know of."""


class DeniedError(SchoolgateError):
    """The asker may know of the thing but may not do this."""
