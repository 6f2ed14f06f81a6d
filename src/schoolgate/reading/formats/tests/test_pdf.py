"""PDFs, laid out here by hand so that each test shows what stands on its page."""

from schoolgate.reading.formats import extract
from schoolgate.reading.formats.tests.pdf_writer import Page, pdf, wrapped
from schoolgate.reading.model import Block, Extract, Role

LONG = (
    "The internet at Robin Hill is filtered for everyone, and the computing lead checks at least weekly that the "
    "filter still works as the governors have asked, and writes down what was found. Nobody may switch it off."
)
ROLLS = (
    "Every member of staff reads this policy in September and tells the office that they have done so, and anybody who "
    "starts later in the year reads it in their first week at the school before they are given a sign-in."
)


def read(*pages: Page, title: str = "") -> Extract:
    return extract(pdf(list(pages), title), "policy.pdf")


def column(page: Page, words: str, y: float, x: float = 60, width: float = 475) -> float:
    for line in wrapped(words, width):
        page.text(x, y, line)
        y -= 14
    return y


def of(found: Extract, role: Role) -> list[Block]:
    return [b for b in found.blocks if b.role is role]


def test_it_reads_a_page() -> None:
    page = Page()
    page.text(60, 780, "Online Safety Policy", 20, bold=True)
    page.text(60, 740, "Filtering", 13, bold=True)
    y = column(page, LONG, 715)
    page.text(60, y - 12, "Passwords", 11, bold=True)
    column(page, "Staff lock their screens. They share no password.", y - 32)
    found = read(page, title="Online Safety Policy")
    assert (found.kind, found.pages, found.title) == ("pdf", 1, "Online Safety Policy")
    assert [(b.role, b.level, b.text) for b in found.blocks] == [
        (Role.HEADING, 1, "Online Safety Policy"),
        (Role.HEADING, 2, "Filtering"),
        (Role.PARAGRAPH, 0, LONG),
        (Role.HEADING, 3, "Passwords"),
        (Role.PARAGRAPH, 0, "Staff lock their screens. They share no password."),
    ]


def test_bullets_written_or_drawn_are_items_with_their_depth() -> None:
    page = Page()
    page.text(60, 780, "The office will:")
    page.text(78, 760, "•")
    page.text(92, 760, "keep a list of every tablet and laptop that the school owns, and of who has")
    page.text(92, 746, "it at home")
    page.dot(100, 735)
    page.text(115, 732, "check it termly")
    page.text(78, 718, "•")
    page.text(92, 718, "tell the head what is missing")
    items = of(read(page), Role.ITEM)
    assert [(b.level, b.text) for b in items] == [
        (1, "keep a list of every tablet and laptop that the school owns, and of who has it at home"),
        (2, "check it termly"),
        (1, "tell the head what is missing"),
    ]


def test_a_paragraph_that_runs_over_a_page_is_one_and_running_lines_are_furniture() -> None:
    first, second, third = Page(), Page(), Page()
    for number, page in enumerate((first, second, third), 1):
        page.text(60, 815, "Robin Hill Infant School: online safety")
        page.text(290, 30, f"Page {number} of 3")
    column(first, LONG, 400)
    halves = wrapped(ROLLS, 475)
    first.text(60, 62, halves[0])
    column(second, " ".join(halves[1:]), 780)
    column(third, LONG, 700)
    found = read(first, second, third)
    assert [b.text for b in of(found, Role.PARAGRAPH)] == [LONG, ROLLS, LONG]
    assert [(b.page, b.text) for b in of(found, Role.PARAGRAPH)][1] == (1, ROLLS)
    assert len(of(found, Role.FURNITURE)) == 6


def test_a_word_broken_at_the_end_of_a_line_is_made_whole() -> None:
    page = Page()
    page.text(60, 700, "Every member of staff reads the policy on safe use of the inter-")
    page.text(60, 686, "net, and signs the well-")
    page.text(60, 672, "known agreement.")
    assert of(read(page), Role.PARAGRAPH)[0].text.endswith(
        "safe use of the internet, and signs the well-known agreement."
    )


def test_two_columns_are_read_one_after_the_other_whatever_order_they_were_drawn_in() -> None:
    page = Page()
    left, right = wrapped(LONG, 220), wrapped(ROLLS, 220)
    for i in range(max(len(left), len(right))):  # row by row, as some programs write
        for x, lines in ((330, right), (60, left)):
            if i < len(lines):
                page.text(x, 700 - 14 * i, lines[i])
    assert [b.text for b in of(read(page), Role.PARAGRAPH)] == [LONG, ROLLS]


def test_a_ruled_table_is_rows_and_goes_on_over_the_page() -> None:
    def table(page: Page, top: float, rows: list[tuple[str, str]]) -> None:
        for i in range(len(rows) + 1):
            page.rule(60, top - 40 * i, 500, top - 40 * i)
        for x in (60, 200, 500):
            page.rule(x, top, x, top - 40 * len(rows))
        for i, (who, what) in enumerate(rows):
            page.text(65, top - 14 - 40 * i, who)
            for n, line in enumerate(wrapped(what, 270)):
                page.text(205, top - 14 - 40 * i - 13 * n, line)

    first, second = Page(), Page()
    column(first, LONG, 760)
    table(
        first, 140, [("Role", "Task"), ("Computing lead", "Tests the filter on every tablet and writes down the day")]
    )
    table(second, 780, [("Role", "Task"), ("Headteacher", "Reads the log")])
    column(second, LONG, 600)
    rows = of(read(first, second), Role.ROW)
    assert [row.cells for row in rows] == [
        ("Role", "Task"),
        ("Computing lead", "Tests the filter on every tablet and writes down the day"),
        ("Headteacher", "Reads the log"),
    ]
    assert {row.header for row in rows} == {("Role", "Task")}


def test_wide_gaps_make_rows_without_rules() -> None:
    page = Page()
    column(page, LONG, 780)
    for i, (who, name) in enumerate((("Headteacher", "Ms A. Wren"), ("Online safety governor", "Mr B. Finch"))):
        page.text(60, 600 - 16 * i, who)
        page.text(300, 600 - 16 * i, name)
    rows = of(read(page), Role.ROW)
    assert [row.cells for row in rows] == [("Headteacher", "Ms A. Wren"), ("Online safety governor", "Mr B. Finch")]


def test_a_page_that_is_a_picture_is_named_and_left_out() -> None:
    words, scan = Page(), Page()
    column(words, LONG, 700)
    scan.picture()
    found = read(words, scan)
    assert "not read: 2." in found.notes[0]


def test_a_footnote_does_not_part_the_paragraph_that_runs_over_its_page() -> None:
    first, second = Page(), Page()
    halves = wrapped(ROLLS, 475)
    column(first, LONG, 400)
    first.text(60, 80, halves[0])
    first.text(60, 60, "1 See the staff agreement.", 8)
    column(second, " ".join(halves[1:]), 780)
    column(second, LONG, 500)
    assert [b.text for b in of(read(first, second), Role.PARAGRAPH)] == [LONG, ROLLS, "See the staff agreement.", LONG]
