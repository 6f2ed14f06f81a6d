"""The same done by several at once, each in a thread of its own."""

import threading
from collections.abc import Callable

from django.db import connection


def at_once(does: Callable[[int], None], count: int = 4) -> list[BaseException]:
    """Run ``does(0)`` to ``does(count - 1)`` in threads that begin together; what they raised."""
    raised: list[BaseException] = []
    begin = threading.Barrier(count)

    def run(number: int) -> None:
        try:
            begin.wait(timeout=30)
            does(number)
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return raised
