"""Real sockets: what known machines send arrives once and whole; strangers are counted and not heard."""

import asyncio
import socket
import threading
from collections.abc import Callable

import pytest

from schoolgate.intake.streams.syslog.listening import Counts, Listener, networks
from schoolgate.kernel.errors import BadInputError

HERE = networks("127.0.0.0/8, ::1")
TEXT = [b"line %d" % number for number in range(2000)]


def heard(
    send: Callable[[int], None], *, senders: str = "127.0.0.1", want: int = 1, room: int = 10**9
) -> tuple[list[bytes], Counts]:
    """What arrives of what ``send`` sends to the port it is given: ``want`` lines, or what came in half a minute."""
    lines: list[bytes] = []

    def take(line: bytes) -> bool:
        if len(lines) >= room:
            return False
        lines.append(line)
        return True

    async def run() -> Counts:
        listener = Listener("127.0.0.1", 0, networks(senders), take)
        await listener.start()
        thread = threading.Thread(target=send, args=(listener.port,))
        thread.start()
        for _ in range(600):
            counts = listener.counts
            if counts.taken + counts.strangers + counts.lost >= want and not thread.is_alive():
                break
            await asyncio.sleep(0.05)
        thread.join(10)
        await listener.stop()
        return listener.counts

    counts = asyncio.run(run())
    return lines, counts


def by_tcp(data: bytes) -> Callable[[int], None]:
    def send(port: int) -> None:
        with socket.create_connection(("127.0.0.1", port), 10) as link:
            link.sendall(data)

    return send


def by_udp(*messages: bytes) -> Callable[[int], None]:
    def send(port: int) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
            for message in messages:
                link.sendto(message, ("127.0.0.1", port))

    return send


def test_it_works() -> None:
    assert heard(by_tcp(b"<134>Nov 23 09:00:00 gate squid: one\n"))[0] == [b"one"]


def test_all_of_a_connection_arrives_once_in_order_and_the_last_without_an_end() -> None:
    data = b"\n".join(b"<134>1 - - - - - - " + line for line in TEXT)
    assert heard(by_tcp(data), want=len(TEXT))[0] == TEXT


def test_counted_octets_arrive_as_well() -> None:
    data = b"".join(b"%d <134>%s" % (len(line) + 5, line) for line in TEXT)
    assert heard(by_tcp(data), want=len(TEXT))[0] == TEXT


def test_datagrams_arrive_on_the_same_port() -> None:
    messages = [b"<134>1 - - - - - - " + line for line in TEXT[:100]]
    assert sorted(heard(by_udp(*messages), want=100)[0]) == sorted(TEXT[:100])


@pytest.mark.parametrize("send", [by_tcp(b"<134>one\n"), by_udp(b"<134>one")])
def test_a_stranger_is_counted_and_not_heard(send: Callable[[int], None]) -> None:
    lines, counts = heard(send, senders="192.0.2.0/24")
    assert not lines
    assert (counts.strangers, counts.last_stranger) == (1, "127.0.0.1")


def test_where_there_is_no_room_datagrams_are_counted_as_lost() -> None:
    lines, counts = heard(by_udp(b"<134>a", b"<134>b", b"<134>c"), want=3, room=1)
    assert (lines, counts.lost) == ([b"a"], 2)


def test_a_port_that_is_taken_says_so() -> None:
    async def start(port: int) -> None:
        await Listener("127.0.0.1", port, HERE, lambda _line: True).start()

    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(BadInputError, match="cannot be listened on"):
        asyncio.run(start(taken.getsockname()[1]))


@pytest.mark.parametrize("words", ["", "anywhere", "10.0.0.0/99"])
def test_who_may_send_must_be_said(words: str) -> None:
    with pytest.raises(BadInputError):
        networks(words)
