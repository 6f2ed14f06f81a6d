"""Markdown, read as the page it makes."""

import re

from markdown_it import MarkdownIt

from schoolgate.reading.formats.encoding import decode
from schoolgate.reading.formats.web import read_markup
from schoolgate.reading.model import Extract

_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n", re.DOTALL)
_TITLE = re.compile(r"^title:\s*[\"']?(?P<title>[^\"'\n]+)", re.MULTILINE)


def read(data: bytes, filename: str, sha256: str) -> Extract:
    """A Markdown file; a front matter's title is the document's."""
    text, notes = decode(data, filename)
    front = _FRONT.match(text)
    title = _TITLE.search(front["front"]) if front else None
    page = MarkdownIt("commonmark", {"breaks": True}).enable("table").render(text[front.end() :] if front else text)
    head = f"<title>{title['title'].strip()}</title>" if title else ""
    return read_markup(f"<html><head>{head}</head><body>{page}</body></html>", filename, "md", sha256, notes)
