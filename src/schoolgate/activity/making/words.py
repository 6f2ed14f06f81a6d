"""The made-up web: sites under the ending that belongs to nobody (RFC 2606), and what is typed into search engines."""

from dataclasses import dataclass
from typing import Final

import numpy as np

SITES: Final = 4_000
ENGINES: Final = ("www.google.co.uk", "www.bing.com", "duckduckgo.com", "www.kiddle.co")
_SYLLABLES: Final = (
    "ba",
    "ke",
    "ri",
    "lo",
    "mun",
    "ta",
    "wen",
    "sil",
    "do",
    "pra",
    "zi",
    "hol",
    "fen",
    "gu",
    "ni",
    "tor",
)
# Category, and how many of a hundred sites are of it. The first sites of the list are the most used ones.
_MIX: Final = (
    *(
        ("learning", 26),
        ("children", 20),
        ("updates", 14),
        ("news", 8),
        ("games", 8),
        ("video-audio", 6),
        ("shopping", 6),
    ),
    *(
        ("social-media", 3),
        ("adverts", 3),
        ("ai-chat", 1),
        ("sports", 2),
        ("proxies", 1),
        ("violence", 1),
        ("adult", 1),
    ),
)
# Which categories a level is stopped at, and those it is warned of. What else there is, it sees.
STOPPED: Final = {
    "infant": frozenset({"games", "social-media", "ai-chat", "proxies", "violence", "adult", "shopping"}),
    "junior": frozenset({"games", "social-media", "ai-chat", "proxies", "violence", "adult"}),
    "staff": frozenset({"proxies", "violence", "adult"}),
}
WARNED: Final = {"staff": frozenset({"ai-chat"})}
_DOING: Final = ("how do", "why do", "where do", "pictures of", "facts about", "games with", "what eats", "names for")
_THINGS: Final = (
    *("hedgehogs", "volcanoes", "Roman roads", "rainbows", "tractors", "ladybirds", "castles", "the moon", "penguins"),
    *("number bonds", "split digraphs", "rivers", "owls", "magnets", "snails", "diggers", "the Great Fire", "fossils"),
)
_WHY: Final = ("live", "for children", "work", "year two", "song", "drawing", "kept warm", "at night")


@dataclass(frozen=True, slots=True)
class Web:
    """Sites by their place: ``sites`` registrable domains, ``hosts`` the host used, ``category_of`` each one's."""

    sites: tuple[str, ...]
    hosts: tuple[str, ...]
    categories: tuple[str, ...]
    category_of: np.ndarray


def web(seed: int) -> Web:
    """The sites of a seed, the most used first."""
    drawn = np.random.default_rng((seed, 1))
    names = sorted({"".join(drawn.choice(_SYLLABLES, 3)) + str(number) for number in range(SITES)})
    order = drawn.permutation(len(names))
    sites = tuple(f"{names[place]}.example" for place in order)
    categories = tuple(name for name, _ in _MIX)
    shares = np.array([share for _, share in _MIX], dtype=float)
    category_of = drawn.choice(len(categories), size=len(sites), p=shares / shares.sum())
    # The very first are what a school uses all day, whatever was drawn: learning, children's sites, updates.
    category_of[:40] = drawn.choice(3, size=40)
    front = np.array(("www", "cdn", "play", "api"))[drawn.choice(4, size=len(sites), p=(0.7, 0.1, 0.1, 0.1))]
    return Web(sites, tuple(f"{a}.{b}" for a, b in zip(front, sites, strict=True)), categories, category_of)


def searches() -> tuple[str, ...]:
    """What an ordinary day's searches say."""
    return tuple(f"{doing} {thing} {why}" for doing in _DOING for thing in _THINGS for why in _WHY)
