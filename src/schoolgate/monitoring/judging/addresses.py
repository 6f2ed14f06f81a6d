"""An address as the words that were meant by it: the host's labels, the path, what was searched for."""

import re
from typing import Final
from urllib.parse import unquote_plus

_ADDRESS: Final = re.compile(
    r"(?:https?|ftp|wss?)://[^\s<>\"]+"
    r"|(?<![\w@.-])(?:[a-z0-9][a-z0-9-]+\.)+(?:com|org|net|uk|app|ai|io|fun|xxx|tv|me|info|site|online|club|gg|ru|live|cc|to|co|eu"
    r"|de|fr|pl|ro|cam|adult|porn|sex|sexy|bet|casino|tk|dev|xyz|link|pro|us|edu|gov|biz|world|zone|lol|wtf|onion|nl|ca|au|in|vip)"
    r"(?::\d+)?(?:[/?#][^\s<>\"]*)?(?![\w@])",
    re.IGNORECASE,
)
_SAYS_NOTHING: Final = frozenset(
    [
        "www",
        "com",
        "co",
        "uk",
        "org",
        "net",
        "ac",
        "sch",
        "gov",
        "edu",
        "http",
        "https",
        "ftp",
        "ws",
        "wss",
        "m",
        "google",
        "bing",
        "duckduckgo",
        "ecosia",
        "yahoo",
        "youtube",
        "youtu",
        "be",
        "search",
        "results",
        "watch",
        "html",
        "htm",
        "php",
        "aspx",
        "asp",
        "index",
        "amp",
        "en",
        "gb",
        "us",
        "images",
        "image",
        "video",
        "videos",
        "maps",
        "web",
        "safe",
        "off",
    ]
)
_ASKED: Final = re.compile(
    r"(?:^|[?&;#/])(?:q|query|search_query|search|p|text|s|k|kw|keyword|keywords|term|terms|wd|prompt|field-keywords)=([^&#;]*)",
    re.IGNORECASE,
)
_PARTED: Final = re.compile(r"[^\w%+'’]+|_")
MARK: Final = "\x02"  # before a host's label, so that its words may be told apart


def opened(text: str) -> str:
    """``text`` with each address in it replaced by its words. What was searched for stands in place of the path."""
    found = _ADDRESS.sub(lambda address: f" {_words(address[0])} ", text)
    return found if found != text or "%" not in text else unquote_plus(text.replace("+", "%2B"), errors="replace")


def _words(address: str) -> str:
    bare = address.partition("://")[2] or address
    host, _, rest = re.sub(r"[/?#]", lambda found: f"\n{found[0]}", bare, count=1).partition("\n")
    labels = host.lower().rpartition("@")[2].partition(":")[0].split(".")[:-1] or [host]
    asked = " ".join(unquote_plus(each, errors="replace") for each in _ASKED.findall(rest))
    path = "" if asked else unquote_plus(rest.partition("?")[0].replace("+", " "), errors="replace")
    said = [f"{MARK}{each}" for label in labels for each in label.split("-") if each not in _SAYS_NOTHING]
    said += [each for each in _PARTED.split(path) if each.lower() not in _SAYS_NOTHING]
    return " ".join([*said, asked])
