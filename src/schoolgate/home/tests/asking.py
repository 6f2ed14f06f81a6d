"""Asking a page as a browser asks, and reading it as a person reads."""

import re
from html import unescape
from typing import Any

from django.test import Client

from schoolgate.people.models import School


def words_of(response: Any) -> str:
    """What a person reads, white space folded."""
    page: str = response.content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def opened(client: Client, school: School, sentence: str) -> str:
    """The address that opens the promise of ``sentence``."""
    page = client.get(f"/schools/{school.ref}/policy/").content.decode()
    before = page.partition(f"<span>{sentence}</span>")[0]
    opens: list[str] = re.findall(r'href="(\?open=[^#"]+)', before)
    return f"/schools/{school.ref}/policy/{opens[-1]}"


def reading_address(client: Client, school: School, sentence: str) -> str:
    page = client.get(opened(client, school, sentence)).content.decode()
    found = re.search(r'action="([^"]+/reading/)"', page)
    assert found is not None
    return found.group(1)
