"""Every report there is, whoever added it: it writes a paper, in words for people, and the paper can be set."""

import pytest
from django.utils import timezone
from house.words import code_words

from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.reports import queries, typesetting
from schoolgate.reports.contract import Report
from schoolgate.reports.paper import Paper
from schoolgate.reports.registry import REPORTS
from schoolgate.reports.tests.accessible import faults

EVERY = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.key)


def said(paper: Paper) -> list[str]:
    words: list[str] = []

    def gather(one: str) -> str:
        words.append(one)
        return one

    paper.reworded(gather)
    return words


def test_it_works() -> None:
    assert {"inspector", "insurer", "parent", "dpia", "processing", "retention", "privacy-notice"} <= set(
        REPORTS.keys()
    )
    assert [report.key for report in REPORTS if report.asked] == ["inspector", "insurer", "parent"]


@EVERY
def test_it_writes_a_paper_in_words_for_people(report: Report, in_force: School) -> None:
    paper = queries.written(in_force, report, today(in_force))
    assert paper is not None
    assert paper.school == "Robin Hill Infant School"
    assert paper.sections
    assert all(section.heading and section.blocks for section in paper.sections)
    assert [words for words in said(paper) if code_words(words)] == []
    assert all(words.strip() for words in said(paper))


@EVERY
def test_it_is_set_as_an_accessible_pdf(report: Report, in_force: School) -> None:
    paper = queries.written(in_force, report, today(in_force))
    assert paper is not None
    pdf = typesetting.pdf(paper, made=timezone.now())
    assert faults(pdf, title=f"{paper.title}: {paper.school}") == []


@EVERY
def test_written_twice_it_has_one_fingerprint(report: Report, in_force: School) -> None:
    day = today(in_force)
    first, again = (queries.written(in_force, report, day) for _ in range(2))
    assert first is not None
    assert again is not None
    assert first.digest == again.digest


@EVERY
def test_where_no_policy_is_in_force_it_says_so_or_does_without(report: Report, school: School) -> None:
    paper = queries.written(school, report, today(school))
    assert (paper is None) == report.asked
