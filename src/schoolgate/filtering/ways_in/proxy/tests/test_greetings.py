"""The site that a TLS greeting names."""

import ssl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.filtering.ways_in.proxy.greetings import NoGreetingError, named_in


def greeting(host: str | None) -> bytes:
    """What Python's own TLS says first."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    said = ssl.MemoryBIO()
    talk = context.wrap_bio(ssl.MemoryBIO(), said, server_hostname=host)
    with pytest.raises(ssl.SSLWantReadError):
        talk.do_handshake()
    return said.read()


HELLO = greeting("maths.example")


def in_records(size: int) -> bytes:
    """The same greeting, in records of ``size`` bytes."""
    body = HELLO[5:]
    parts = [body[place : place + size] for place in range(0, len(body), size)]
    return b"".join(b"\x16\x03\x01" + len(part).to_bytes(2) + part for part in parts)


def test_a_greeting_names_its_site() -> None:
    assert named_in(HELLO) == "maths.example"
    assert named_in(HELLO + b"more") == "maths.example"


def test_a_greeting_may_name_none() -> None:
    assert named_in(greeting(None)) == ""


@given(st.integers(0, len(HELLO) - 1))
def test_part_of_a_greeting_waits_for_the_rest(place: int) -> None:
    assert named_in(HELLO[:place]) is None


@given(st.integers(1, len(HELLO)))
def test_it_is_found_in_however_many_records(size: int) -> None:
    assert named_in(in_records(size)) == "maths.example"


@pytest.mark.parametrize(
    "said", [b"GET / HTTP/1.1\r\n", b"SSH-2.0-x\r\n", b"\x16\x02\x01", b"\x15\x03\x01\x00\x02\x02\x28"]
)
def test_what_is_no_greeting_is_known_at_once(said: bytes) -> None:
    with pytest.raises(NoGreetingError):
        named_in(said)


def test_two_names_are_none() -> None:
    place = HELLO.index(b"maths.example") - 9  # the extension that holds it
    name = HELLO[place : place + 9 + len("maths.example")]
    end = HELLO[: place - 2] + (int.from_bytes(HELLO[place - 2 : place]) + len(name)).to_bytes(2) + name + HELLO[place:]
    body = end[9:]
    twice = b"\x16\x03\x01" + (len(body) + 4).to_bytes(2) + b"\x01" + len(body).to_bytes(3) + body
    with pytest.raises(NoGreetingError):
        named_in(twice)


@given(st.binary(max_size=300))
def test_noise_is_a_greeting_or_none(noise: bytes) -> None:
    try:
        named_in(HELLO[:43] + noise)
    except NoGreetingError:
        return
