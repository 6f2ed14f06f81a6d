"""What a host can be: the catalogue of categories, each one bit of a 64-bit mask, and the list folders that fill it.

The bits are written into compiled lists, so a bit once given is never given again: add at the end of its block.
Folder names are those of the University of Toulouse lists (French), of the old Shalla and squidGuard lists, and of what
schools call the same thing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from schoolgate.kernel.errors import NotFoundError

BITS: Final = 64


class Kind(StrEnum):
    """What a category is about. Only a garden speaks for a host, and it never opens what another category closes."""

    CONTENT = "content"  # what is there
    BYPASS = "bypass"  # a way round the filter
    TOOL = "tool"  # something done there, whatever the content
    GARDEN = "garden"  # chosen as suitable, or needed by the machines themselves


@dataclass(frozen=True, slots=True)
class Category:
    """``words`` complete the sentence "It is on the list of ...". ``why`` says why a school would close it, or open it.

    ``locked``: illegal content. It is closed for everyone, always; no exception, window or person opens it. Its list
    comes from ``source`` to members only, so the slot ships empty and what is known of it is "not known until your own
    copy is loaded". ``folders`` are the names of list folders and files that fill the category.
    """

    key: str
    bit: int
    words: str
    why: str
    kind: Kind = Kind.CONTENT
    folders: tuple[str, ...] = ()
    locked: bool = False
    source: str = ""

    @property
    def mask(self) -> int:
        return 1 << self.bit


def _locked(key: str, bit: int, words: str, why: str, source: str, *folders: str) -> Category:
    return Category(key, bit, words, why, Kind.CONTENT, folders, locked=True, source=source)


def _content(key: str, bit: int, words: str, why: str, *folders: str) -> Category:
    return Category(key, bit, words, why, Kind.CONTENT, folders)


def _bypass(key: str, bit: int, words: str, why: str, *folders: str) -> Category:
    return Category(key, bit, words, why, Kind.BYPASS, folders)


def _tool(key: str, bit: int, words: str, why: str, *folders: str) -> Category:
    return Category(key, bit, words, why, Kind.TOOL, folders)


def _garden(key: str, bit: int, words: str, why: str, *folders: str) -> Category:
    return Category(key, bit, words, why, Kind.GARDEN, folders)


_IWF: Final = "the Internet Watch Foundation, to its members"
_CTIRU: Final = "the Home Office, for the Counter-Terrorism Internet Referral Unit"
_CRIME: Final = "It is a crime to look at it."

CATALOGUE: Final[tuple[Category, ...]] = (
    _locked("child-abuse-images", 0, "images of child sexual abuse", _CRIME, _IWF, "iwf", "csam", "child_abuse"),
    _locked("drawn-abuse-images", 1, "drawn or made-up images of child sexual abuse", _CRIME, _IWF, "iwf_npi", "npi"),
    _locked("terrorist-content", 2, "unlawful terrorist content", _CRIME, _CTIRU, "ctiru", "terrorism"),
    # 3 to 7 are kept for further locked lists.
    _content("adult", 8, "adult sites", "Sexual content.", "adult", "porn", "porno", "pornography", "sex", "nsfw"),
    _content("mixed-adult", 9, "sites that are adult in part", "Sexual content among other things.", "mixed_adult"),
    _content("lingerie", 10, "underwear and swimwear", "Sexualised pictures.", "lingerie", "models"),
    _content("dating", 11, "dating sites", "Strangers who look for a partner.", "dating", "rencontres"),
    _content("violence", 12, "violent sites", "Cruelty and hatred.", "agressif", "aggressive", "violence", "gore"),
    _content("hatred", 13, "hatred and discrimination", "Contempt for groups of people.", "hate", "racism", "racisme"),
    _content("extremism", 14, "extremism", "Drawing people into violence for a cause.", "extremist", "radicalisation"),
    _content("self-harm", 15, "self-harm, suicide and eating disorders", "Encouragement to harm oneself.",
        "selfharm", "suicide", "anorexia", "pro_ana"),
    _content("weapons", 16, "weapons and dangerous materials", "How to harm.", "dangerous_material", "weapons",
        "armes"),
    _content("drugs", 17, "drugs", "How to get and use drugs.", "drogue", "drugs"),
    _content("alcohol-tobacco", 18, "alcohol, tobacco and vapes", "Not for sale to children.", "alcohol", "tobacco",
        "vaping"),
    _content("gambling", 19, "gambling", "Not lawful for children.", "gambling", "gamble", "arjel", "betting"),
    _content("piracy", 20, "stolen films, music and software", "Copyright theft, and malware with it.", "warez",
        "piracy"),
    _content("malware", 21, "harmful software", "It takes over the computer.", "malware", "spyware", "virus",
        "ransomware"),
    _content("phishing", 22, "false sites that steal passwords", "Fraud.", "phishing", "scam", "fraud"),
    _content("cryptomining", 23, "hidden mining of coins", "It uses up the computer.", "cryptojacking", "coinminer"),
    _content("hacking", 24, "breaking into computers", "The Computer Misuse Act.", "hacking", "ddos", "exploits"),
    _content("stalkerware", 25, "spying on people's phones", "It is used to control people.", "stalkerware"),
    _content("cults", 26, "cults", "Groups that take hold of their members.", "sect", "secte"),
    _content("false-news", 27, "false news", "Made up to mislead.", "fakenews", "disinformation"),
    _content("cheating", 28, "work written for pupils", "It is passed off as their own.", "tricheur", "tricheur_pix",
        "cheating"),
    _content("games", 29, "games", "Time in lessons.", "games", "jeux", "game", "gaming"),
    _content("celebrity", 30, "celebrity gossip", "Time in lessons.", "celebrity"),
    _content("comics", 31, "manga and comics", "Some is not for children.", "manga", "comics"),
    _content("astrology", 32, "astrology", "Time in lessons.", "astrology", "astrologie", "fortunetelling"),
    _content("sports", 33, "sports", "Time in lessons.", "sports", "sport"),
    _content("news", 34, "newspapers", "Some is not for young children.", "press", "news", "magazine"),
    _content("shopping", 35, "shops", "Time in lessons.", "shopping", "commercial"),
    _content("jobs", 36, "job adverts", "Time in lessons.", "jobsearch"),
    _content("money", 37, "banks and money", "Private business.", "bank", "financial", "finance"),
    _content("crypto-money", 38, "coins and their exchanges", "Fraud, and money lost.", "bitcoin", "cryptocurrency"),
    _content("adverts", 39, "adverts and trackers", "They follow people about.", "publicite", "ads",
        "advertisement", "marketingware", "tracker", "trackers", "adv"),
    _content("religion", 40, "religious groups", "Rarely closed: faith is taught.", "associations_religieuses",
        "religion"),
    _content("phone-extras", 41, "ringtones and phone contracts", "Costs.", "mobile-phone", "ringtones", "dialer"),
    _tool("social-media", 42, "social media", "Strangers, and thirteen is the youngest age.", "social_networks",
        "social", "socialnet"),
    _tool("chat", 43, "chat rooms and messaging", "Strangers.", "chat"),
    _tool("forums", 44, "forums", "Strangers.", "forums", "forum"),
    _tool("blogs", 45, "blogs", "Anybody's words.", "blog", "blogs"),
    _tool("video-audio", 46, "video and music", "Anybody's films.", "audio-video", "radio", "video", "music",
        "webradio"),
    _tool("web-mail", 47, "private email", "Files leave the school, and come in, unseen.", "webmail"),
    _tool("file-sharing", 48, "file sharing", "Files leave the school, and come in, unseen.", "filehosting",
        "stockage"),
    _tool("downloads", 49, "downloads", "Programs nobody has checked.", "download", "downloads"),
    _tool("web-hosting", 50, "pages anybody can put up", "Gone tomorrow, and nobody has checked them.", "webhosting"),
    _tool("ai-chat", 51, "AI chat tools", "What they answer is not checked, and what is typed leaves the school.",
        "ai"),
    _tool("short-links", 52, "shortened links", "They hide where they go.", "shortener", "urlshortener"),
    _bypass("proxies", 53, "proxies", "They fetch what the filter would not.", "redirector", "proxy",
        "strict_redirector", "strong_redirector", "anonymizer", "bypass", "residential-proxies"),
    _bypass("vpn", 54, "private tunnels (VPN)", "Nothing inside can be seen.", "vpn", "anonvpn", "tor"),
    _bypass("encrypted-dns", 55, "encrypted look-up of names (DoH)", "It goes round the school's own look-up.",
        "doh", "dot"),
    _bypass("remote-control", 56, "remote control of other computers", "Someone else's screen.", "remote-control",
        "remotecontrol"),
    _bypass("dynamic-names", 57, "names that point anywhere", "Computers at home.", "dynamic-dns", "dynamic", "ddns"),
    _bypass("unsafe-search", 58, "search engines without a safe setting", "Anything can be found.", "nosafesearch",
        "unsafe_search"),
    _tool("translation", 59, "translation", "A page can be read through it.", "translation"),
    _garden("children", 60, "sites made for children", "Chosen for the youngest.", "child", "kids",
        "educational_games"),
    _garden("learning", 61, "sites for learning", "Chosen for schools.", "liste_blanche", "examen_pix", "liste_bu",
        "education", "educational"),
    _garden("relationships-education", 62, "relationships and sex education", "Taught, and it must be reachable.",
        "sexual_education"),
    _garden("updates", 63, "updates and parts of pages", "Machines need them to stay safe, and pages to be whole.",
        "update", "updates", "cleaning", "updatesites"),
)  # fmt: skip

CATEGORIES: Final = {category.key: category for category in CATALOGUE}
BY_BIT: Final = {category.bit: category for category in CATALOGUE}
LOCKED: Final = tuple(category for category in CATALOGUE if category.locked)
LOCKED_MASK: Final = sum(category.mask for category in LOCKED)


def category(key: str) -> Category:
    """The category under a key. Raises ``NotFoundError``."""
    if key not in CATEGORIES:
        raise NotFoundError(
            f"category {key!r}", "there is no such category.", f"The categories are: {', '.join(CATEGORIES)}."
        )
    return CATEGORIES[key]


def mask_of(keys: Iterable[str]) -> int:
    """The bits of some categories as one mask. Raises ``NotFoundError``."""
    mask = 0
    for key in keys:
        mask |= category(key).mask
    return mask


def categories_in(mask: int) -> tuple[Category, ...]:
    """The categories of a mask, the gravest first. Bits that mean nothing are left out."""
    return tuple(each for each in CATALOGUE if mask & each.mask)


def named(name: str) -> Category | None:
    """The category a list's folder or file fills, by its key or one of its folder names. ``None``: none that we know.

    Case, spaces, ``-`` and ``_`` make no difference.
    """
    return _by_folder().get(_folder(name))


@cache
def _by_folder() -> dict[str, Category]:
    return {_folder(name): each for each in CATALOGUE for name in (each.key, *each.folders)}


def _folder(name: str) -> str:
    return name.strip().lower().replace("_", "").replace("-", "").replace(" ", "")
