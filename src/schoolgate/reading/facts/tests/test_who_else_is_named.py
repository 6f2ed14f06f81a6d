"""Deputies, and the companies that look after the computers and the filter: read where a policy is plain.

No company is a person and no post is a company: the boxes of the first ten minutes are filled from these.
"""

import pytest

from schoolgate.reading.facts import document_facts
from schoolgate.reading.model import Block, DocumentFacts, Extract, Role


def facts_of(*said: str | tuple[str, ...]) -> DocumentFacts:
    blocks = (
        Block(Role.PARAGRAPH, one) if isinstance(one, str) else Block(Role.ROW, " ".join(one), cells=one)
        for one in said
    )
    return document_facts(Extract("txt", "", tuple(blocks)), ())


def held(*said: str | tuple[str, ...]) -> list[tuple[str, str]]:
    return [(one.role, one.name) for one in facts_of(*said).post_holders]


@pytest.mark.parametrize(
    "said",
    [
        ("Deputy DSL", "Siân Prothero-Lane"),
        "Deputy DSL: Siân Prothero-Lane",
        "Deputy Designated Safeguarding Lead - Siân Prothero-Lane",
        "DDSL: Siân Prothero-Lane",
        "Our deputy DSL is Siân Prothero-Lane.",
        "Siân Prothero-Lane is our deputy safeguarding lead.",
        "Deputy Designated Person for Child Protection: Siân Prothero-Lane",
        "Alternate DSL: Siân Prothero-Lane",
        "Deputy lead for safeguarding: Siân Prothero-Lane",
    ],
)
def test_a_deputy_is_read_and_is_not_the_lead(said: str | tuple[str, ...]) -> None:
    assert held(said) == [("deputy-dsl", "Siân Prothero-Lane")]


@pytest.mark.parametrize(
    "said",
    [
        "The DSL is Tom Fox and the deputy is Ruth Hale.",
        "DSL: Tom Fox Deputy DSL: Ruth Hale",
        "DSL: Tom Fox (deputy: Ruth Hale)",
    ],
)
def test_the_lead_and_the_deputy_in_one_breath(said: str) -> None:
    assert held(said) == [("dsl", "Tom Fox"), ("deputy-dsl", "Ruth Hale")]


def test_several_deputies_and_a_list_that_does_not_say_which() -> None:
    assert held("Deputy DSLs: Mrs R Hale; Mr I Fox") == [("deputy-dsl", "Mrs R Hale"), ("deputy-dsl", "Mr I Fox")]
    assert held("Designated Safeguarding Lead and Deputies: Tom Fox, Ruth Hale") == []


@pytest.mark.parametrize(
    ("said", "company"),
    [
        (("IT support", "Fernbank Schools IT"), "Fernbank Schools IT"),
        (("Technical support", "Kofi Asante, Fernbank Networks"), "Fernbank Networks"),
        ("IT support: Fernbank Schools IT", "Fernbank Schools IT"),
        ("Our IT support is provided by Fernbank Schools IT.", "Fernbank Schools IT"),
        ("IT support (Fernbank Schools IT) visits on Thursdays.", "Fernbank Schools IT"),
        ("Our IT provider, Oakfield Tech Ltd, keeps the server up to date.", "Oakfield Tech Ltd"),
        ("Oakfield Solutions looks after our network.", "Oakfield Solutions"),
        ("The school buys its technical support from Harbour Digital.", "Harbour Digital"),
        ("We have a contract with Redwing for IT support.", "Redwing"),
        ("ICT technical support is managed by the local authority.", "Local authority"),
    ],
)
def test_who_looks_after_the_computers(said: str | tuple[str, ...], company: str) -> None:
    found = facts_of(said)
    assert found.it_support == company
    assert company == "Local authority" or company in found.suppliers
    assert found.post_holders == ()


@pytest.mark.parametrize(
    ("said", "company"),
    [
        ("Web filtering is provided by Fieldfare Broadband.", "Fieldfare Broadband"),
        ("Fieldfare Networks supplies our web filter.", "Fieldfare Networks"),
        (("Internet filter", "Fieldfare Broadband"), "Fieldfare Broadband"),
        ("The local authority operates filtering software.", "Local authority"),
    ],
)
def test_who_supplies_the_filter(said: str | tuple[str, ...], company: str) -> None:
    assert facts_of(said).filter_supplier == company


@pytest.mark.parametrize(
    "said",
    [
        "ICT Technical Support Staff (Third Party Provider)",
        "Technical Support: Third Party Provider",
        "IT support, the Headteacher and Governors meet.",
        "The Network Manager looks after our servers.",
        "The Headteacher is responsible for IT support.",
        "IT Technician: Responsible for patching",
        "IT support will be given by Staff.",
        "Technical support is provided by Robin Hill Infant School.",
        "Filtering Standards for Schools",
    ],
)
def test_a_post_or_nobody_in_particular_is_no_company(said: str) -> None:
    found = facts_of(said)
    assert (found.it_support, found.filter_supplier, found.suppliers) == ("", "", ())
    assert found.post_holders == ()


def test_a_person_is_no_company_and_a_company_no_person() -> None:
    assert facts_of("Kofi Asante looks after our network.").it_support == ""
    assert facts_of(("IT technician", "Kofi Asante")).it_support == ""
    assert held(("IT technician", "Kofi Asante")) == [("it-lead", "Kofi Asante")]
    assert held("IT technician: Oak Networks", "IT manager: Oak Solutions") == []


@pytest.mark.parametrize("text", ["IT support " * 9000, "Aa Bb " * 20_000, "filter, " * 30_000, "DSL deputy " * 9000])
def test_no_line_takes_long(text: str) -> None:
    assert facts_of(text).it_support == ""
