"""What is refused before anybody is asked about a site, and what the client is told of it."""

from http import HTTPStatus


class RefusedError(Exception):
    """A message that cannot be passed on. ``status`` is HTTP's, ``words`` one sentence for whoever reads the page."""

    def __init__(self, status: HTTPStatus, words: str) -> None:
        super().__init__(status, words)
        self.status, self.words = status, words


def bad(words: str) -> RefusedError:
    """A request that has two readings, or none."""
    return RefusedError(HTTPStatus.BAD_REQUEST, words)


def no_good(words: str) -> RefusedError:
    """An answer of the site's that cannot be passed on."""
    return RefusedError(HTTPStatus.BAD_GATEWAY, words)
