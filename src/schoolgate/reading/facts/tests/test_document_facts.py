"""What a policy says of itself, read from made-up documents."""

from datetime import date

import pytest

from schoolgate.reading.facts import document_facts
from schoolgate.reading.model import Block, DocumentFacts, Extract, Role


def _facts(*blocks: str | Block, title: str = "") -> DocumentFacts:
    made = tuple(block if isinstance(block, Block) else Block(Role.PARAGRAPH, block) for block in blocks)
    return document_facts(Extract("txt", "", made, title=title), ())


def _row(*cells: str) -> Block:
    return Block(Role.ROW, " ".join(cells), cells=cells)


def _heading(text: str) -> Block:
    return Block(Role.HEADING, text, level=1)


def test_it_works() -> None:
    facts = _facts("Robin Hill Infant School", "Online Safety Policy", "Approved by governors: March 2026")
    assert (facts.title, facts.school) == ("Online Safety Policy", "Robin Hill Infant School")
    assert facts.approved is not None
    assert (facts.approved.date, facts.approved.precision) == (date(2026, 3, 31), "month")


def test_a_title_in_capitals_is_shown_in_ordinary_letters() -> None:
    assert _facts("ROBIN HILL INFANT SCHOOL", "E-SAFETY POLICY").school == "Robin Hill Infant School"


def test_the_file_s_own_title_serves_where_no_line_is_one() -> None:
    assert _facts("Be safe.", title="Our online rules").title == "Our online rules"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("ROBIN HILL INFANT SCHOOL ONLINE SAFETY POLICY", "Online Safety Policy"),
        ("ICT code of conduct March 2026", "ICT code of conduct"),
        ("E-safety policy v2.1", "E-safety policy"),
        ("Online Safety Policy 2025-26", "Online Safety Policy"),
    ],
)
def test_a_title_without_school_date_or_version(line: str, title: str) -> None:
    assert _facts(line, "We keep children safe.").title == title


def test_a_line_that_says_something_is_no_title() -> None:
    facts = _facts(_heading("Use of images"), "A copy of this policy is on our website", "Policy created: January 2026")
    assert facts.title == "Use of images"


def test_a_home_school_agreement_is_no_school() -> None:
    assert _facts("Parents sign the Home School Agreement.").school == ""


@pytest.mark.parametrize(
    ("line", "due", "precision"),
    [
        ("Review date: November 2027", date(2027, 11, 30), "month"),
        ("Next review: 14th May 2027", date(2027, 5, 14), "day"),
        ("To be reviewed by 01/09/2027", date(2027, 9, 1), "day"),
        ("Review due Autumn 2027", date(2027, 12, 31), "term"),
        ("Date of next review: Spring Term 2027", date(2027, 4, 30), "term"),
        ("This policy will next be reviewed in February 2028.", date(2028, 2, 29), "month"),
        ("Next review date 2026/27", date(2027, 8, 31), "year"),
        ("Due for review: Sept 2027", date(2027, 9, 30), "month"),
    ],
)
def test_the_next_review(line: str, due: date, precision: str) -> None:
    found = _facts("Online Safety Policy", line).review_due
    assert found is not None
    assert (found.date, found.precision) == (due, precision)


def test_approval_and_review_in_one_table() -> None:
    facts = _facts(_row("Approved on", "4 March 2026"), _row("Next review", "March 2027"))
    assert facts.approved is not None
    assert facts.review_due is not None
    assert facts.approved.date == date(2026, 3, 4)
    assert facts.review_due.date == date(2027, 3, 31)


def test_a_label_may_stand_on_the_line_before_its_date() -> None:
    facts = _facts("Review date:", "July 2027")
    assert facts.review_due is not None
    assert facts.review_due.date == date(2027, 7, 31)


def test_the_date_of_a_law_is_not_an_approval() -> None:
    assert _facts("We follow the Data Protection Act 2018.").approved is None


def test_a_month_that_is_none_is_no_date() -> None:
    assert _facts("Review date: 31/13/2027").review_due is None


def test_how_often_it_is_reviewed() -> None:
    interval = _facts("This policy is reviewed every two years.").review_interval
    assert interval is not None
    assert (interval.n, interval.unit) == (2, "year")


def test_an_interval_with_two_meanings_keeps_its_words() -> None:
    interval = _facts("The policy will be reviewed bi-annually.").review_interval
    assert interval is not None
    assert (interval.text, interval.n) == ("bi-annually", None)


@pytest.mark.parametrize(
    ("line", "role", "name"),
    [
        ("Headteacher: Priya Nair", "head", "Priya Nair"),
        ("The online safety lead is Mr T. Okoro.", "online-safety-lead", "Mr T. Okoro"),
        ("Our DSL is Mrs Siân O'Neill-Ward.", "dsl", "Mrs Siân O'Neill-Ward"),
        ("Mrs A Patel (Deputy DSL)", "deputy-dsl", "Mrs A Patel"),
        ("The Online Safety Governor is Joan McKay.", "online-safety-governor", "Joan McKay"),
        ("Chair of Governors - Dr Ade Bello", "chair", "Dr Ade Bello"),
        ("Data Protection Officer: Sam de Souza", "dpo", "Sam de Souza"),
        ("Data Protection Officer: Ola Berg, Keepsafe Consulting Limited", "dpo", "Ola Berg"),
        (
            "Headteacher, Designated Safeguarding Lead and Online Safety Lead: Mrs Kit May",
            "online-safety-lead",
            "Mrs Kit May",
        ),
        ("Headteacher: Ann Lee Date: 4 May 2026", "head", "Ann Lee"),
        ("The governor who oversees online safety is Raj Gill.", "online-safety-governor", "Raj Gill"),
    ],
)
def test_who_holds_a_role(line: str, role: str, name: str) -> None:
    assert [(held.role, held.name) for held in _facts(line).post_holders] == [(role, name)]


def test_a_table_of_key_people() -> None:
    facts = _facts(
        _row("Designated Safeguarding Lead", "Ms Ruth Hale", "01234 567890"), _row("Headteacher", "Mr Ian Fox")
    )
    assert [(held.role, held.name) for held in facts.post_holders] == [("dsl", "Ms Ruth Hale"), ("head", "Mr Ian Fox")]


@pytest.mark.parametrize(
    "line",
    [
        "Headteacher and Senior Leaders",
        "The Headteacher is responsible for this policy.",
        "The Designated Safeguarding Lead will keep a log.",
        "Computing Lead: Online Safety Policy",
        "Online Safety Lead - Key Responsibilities",
        "Headteacher: to be confirmed",
        "Report it to the Headteacher. All Staff must do so.",
        "Chair of Governors Signed Date",
    ],
)
def test_a_heading_is_not_a_person(line: str) -> None:
    assert _facts(line).post_holders == ()


def test_what_it_names_that_others_make_and_run() -> None:
    facts = _facts(
        "LGfL supplies our broadband, and Smoothwall the filter.",
        "Parents hear through Tapestry; concerns are logged in CPOMS.",
        "Microsoft Office is installed. Teams of pupils share laptops.",
        "The LADO, the police and Childline can help.",
    )
    assert facts.suppliers == ("LGfL", "Smoothwall")
    assert facts.systems == ("Tapestry", "CPOMS")
    assert facts.software == ("Microsoft Office",)
    assert facts.bodies == ("LADO", "Police", "Childline")


def test_the_other_policies_it_names_come_once_each() -> None:
    facts = _facts(
        "Online Safety Policy",
        "Read this with our anti-bullying policy and the Data Protection Policy.",
        "The Anti-bullying Policy says more. Keeping Children Safe in Education applies.",
    )
    assert facts.references == ("Anti-bullying policy", "Data Protection Policy", "Keeping Children Safe in Education")


def test_an_appendix_cited_and_missing() -> None:
    facts = _facts("See appendix 1 and Appendix B.", _heading("Appendix B: Our rules"))
    assert facts.appendices_cited == ("Appendix 1", "Appendix B")
    assert facts.appendices_present == ("Appendix B",)


def test_a_line_of_contents_is_not_an_appendix() -> None:
    assert _facts("Appendix 1: Our rules ........ 12").appendices_present == ()


def test_an_empty_document_says_nothing() -> None:
    assert _facts() == DocumentFacts()


@pytest.mark.parametrize(
    "text", ["Ann Lee " * 9000, "O'" * 40_000, "A-" * 40_000, "Headteacher " * 9000, "A, " * 30_000]
)
def test_a_line_without_end_is_read_from_its_beginning(text: str) -> None:
    assert _facts(text).review_due is None
