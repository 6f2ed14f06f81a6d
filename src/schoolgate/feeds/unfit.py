"""What is wrong with one value, in a sentence for whoever sent it."""


class UnfitError(ValueError):
    """A value that cannot be used. ``reason`` is a whole sentence that stands by itself."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
