"""Web pages and Markdown."""

from schoolgate.reading.formats import extract
from schoolgate.reading.model import Role

PAGE = """<!doctype html>
<html><head><title>Online Safety Policy</title><script>alert("no")</script></head>
<body><nav><a href="/">Home</a></nav>
<h1>Online Safety Policy</h1>
<h2>2. Passwords</h2>
<p>Staff <b>must</b> lock
their screens.</p>
<p>The office will:</p>
<ul><li>keep a list<ol><li>of tablets</li><li>of laptops</li></ol></li><li><p>check it termly</p></li></ul>
<p><strong>Visitors</strong></p>
<p>Visitors sign in.<br>They use the guest network.</p>
<table><tr><th>Role</th><th>Name</th></tr><tr><td>Headteacher</td><td>Ms A. Wren</td></tr></table>
<p hidden>Not for reading.</p>
<footer>Made by a web firm</footer></body></html>"""

MARKDOWN = """---
title: Online Safety Policy
---
# Online Safety Policy

## Filtering

The internet is
filtered for everyone.

- Staff tell the office
  - at once
- Pupils tell an adult

| Who | When |
|---|---|
| Staff | yearly |

• Typed by hand
• and again
"""


def test_it_reads_a_page() -> None:
    found = extract(PAGE.encode(), "policy.html")
    assert (found.kind, found.title) == ("html", "Online Safety Policy")
    assert [(b.level, b.marker, b.text) for b in found.blocks if b.role is Role.HEADING] == [
        (1, "", "Online Safety Policy"),
        (2, "2.", "Passwords"),
        (3, "", "Visitors"),
    ]


def test_scripts_menus_and_hidden_words_are_left_out_and_it_says_so() -> None:
    found = extract(PAGE.encode(), "policy.html")
    words = " ".join(b.text for b in found.blocks)
    assert all(word not in words for word in ("alert", "Home", "Not for reading", "web firm"))
    assert "left out" in found.notes[0]


def test_lists_keep_their_depth_and_numbers() -> None:
    items = [b for b in extract(PAGE.encode(), "policy.html").blocks if b.role is Role.ITEM]
    assert [(b.level, b.marker, b.text) for b in items] == [
        (1, "•", "keep a list"),
        (2, "1.", "of tablets"),
        (2, "2.", "of laptops"),
        (1, "•", "check it termly"),
    ]


def test_a_table_is_rows_under_its_header() -> None:
    rows = [b for b in extract(PAGE.encode(), "policy.html").blocks if b.role is Role.ROW]
    assert rows[1].cells == ("Headteacher", "Ms A. Wren")
    assert rows[1].header == ("Role", "Name")


def test_line_breaks_do_not_break_sentences() -> None:
    found = extract(PAGE.encode(), "policy.html")
    assert "Staff must lock their screens." in [b.text for b in found.blocks]
    assert "Visitors sign in. They use the guest network." in [b.text for b in found.blocks]


def test_markdown_is_read_as_the_page_it_makes() -> None:
    found = extract(MARKDOWN.encode(), "policy.md")
    assert (found.kind, found.title) == ("md", "Online Safety Policy")
    assert [b.text for b in found.blocks if b.role is Role.HEADING] == ["Online Safety Policy", "Filtering"]
    assert [(b.level, b.text) for b in found.blocks if b.role is Role.ITEM] == [
        (1, "Staff tell the office"),
        (2, "at once"),
        (1, "Pupils tell an adult"),
        (1, "Typed by hand"),
        (1, "and again"),
    ]
    assert [b.cells for b in found.blocks if b.role is Role.ROW] == [("Who", "When"), ("Staff", "yearly")]
