"""What a page says to whoever reads it: its words, without its marks."""

import re
from html import unescape
from typing import Any


def words_of(response: Any) -> str:
    """The words of the page's own part, with single blanks between them."""
    page: str = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())
