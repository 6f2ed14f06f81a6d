"""Made-up hosts and the many ways to spell each, for tests."""

from typing import Final

from hypothesis import strategies as st

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_INSIDE: Final = st.text(_LETTERS + "0123456789-_", min_size=1, max_size=8)
_TOP: Final = st.sampled_from(("example", "test", "invalid", "sch", "co", "wren"))
_DOTS: Final = (".", "\u3002", "\uff0e", "\uff61", "%2e", "%2E")
_FULL_WIDTH: Final = 0xFEE0  # from ! to its full-width form

names = st.builds(
    lambda labels, top: ".".join((*labels, top)),
    st.lists(_INSIDE.filter(lambda label: not label.startswith("xn--")), min_size=1, max_size=4),
    _TOP,
)
ipv4 = st.tuples(*[st.integers(0, 255)] * 4)


@st.composite
def spelt(draw: st.DrawFn, host: str) -> str:
    """One of the spellings a browser reads as ``host``."""
    return "".join(draw(_letter(letter)) for letter in host) + draw(st.sampled_from(("", ".")))


def _letter(letter: str) -> st.SearchStrategy[str]:
    if letter == ".":
        return st.sampled_from(_DOTS)
    ways = [letter, letter.upper(), f"%{ord(letter):02x}", chr(ord(letter) + _FULL_WIDTH), f"\t{letter}", f"{letter}\n"]
    return st.sampled_from(ways if letter.isalnum() else [letter, f"%{ord(letter):02X}"])


@st.composite
def around(draw: st.DrawFn, host: str) -> str:
    """An address with this host: scheme or none, a person before it, a port and a path after."""
    scheme = draw(st.sampled_from(("http://", "https://", "HTTPS://", "http:\\\\", "", "//", " http:/", "ws://")))
    person = draw(st.sampled_from(("", "amara@", "amara:secret@", "@")))
    port = draw(st.sampled_from(("", ":", ":80", ":8443")))
    path = draw(st.sampled_from(("", "/", "/maths/1", "?q=a@b.example", "#top", "/a\\b")))
    return f"{scheme}{person}{host}{port}{path}"


@st.composite
def number_spelt(draw: st.DrawFn, parts: tuple[int, int, int, int]) -> str:
    """One of the spellings of an IPv4 address: short forms, octal, hexadecimal, one whole number."""
    a, b, c, d = parts
    shapes = ((a, b, c, d), (a, b, c << 8 | d), (a, b << 16 | c << 8 | d), (a << 24 | b << 16 | c << 8 | d,))
    written = (str, lambda n: f"0{n:o}" if n else "0", lambda n: f"0x{n:x}", lambda n: f"0X{n:08X}")
    return ".".join(draw(st.sampled_from(written))(number) for number in draw(st.sampled_from(shapes)))
