"""The parts every page is made of."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template

from schoolgate.frame.dayfield import DayField
from schoolgate.frame.templatetags import schoolgate as tags
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.screens import MARKS, STALE, mark_for


class Meeting(forms.Form):
    day = DayField(label="On which day?", error_messages={"required": "Give the day."})
    where = forms.CharField(label="Where?", help_text="The room.")


def _drawn(template: str, **context: object) -> str:
    return Template("{% load schoolgate %}" + template).render(Context(context))


def _given(**parts: str) -> dict[str, str]:
    return {f"day-{part}": value for part, value in parts.items()}


def test_it_works() -> None:
    assert "Kept" in _drawn("{% mark mark %}", mark=MARKS[Standing.KEPT])


def test_every_mark_has_a_shape_a_word_and_a_colour_of_its_own() -> None:
    marks = [*MARKS.values(), STALE]
    assert len({mark.shape for mark in marks}) == len({mark.words for mark in marks}) == 6
    assert len({mark.tone for mark in MARKS.values()}) == 5


def test_evidence_that_is_too_old_says_so() -> None:
    assert mark_for(Standing.NOT_KNOWN, stale=True).words == "Evidence out of date"
    assert mark_for(Standing.KEPT, stale=True).words == "Kept"


def test_a_confirmation_names_who_and_until_when() -> None:
    said = Finding(Standing.DECLARED, "The head says so.", by="the head", until=date(2026, 8, 31))
    assert "Confirmed by the head until 31 August 2026" in _drawn("{% finding_mark said %}", said=said)


def test_the_register_says_in_words_what_it_shows_in_shapes() -> None:
    drawn = _drawn("{% mark_register marks label %}", marks=[MARKS[Standing.KEPT]] * 3, label="3 of 3 kept.")
    assert drawn.count("<svg") == 3
    assert 'role="img" aria-label="3 of 3 kept."' in drawn


def test_the_five_counts_are_always_there() -> None:
    assert _drawn("{% mark_counts counts %}", counts={Standing.KEPT: 2}).count("<li>") == 5


def test_dates_are_written_as_british_schools_write_them() -> None:
    assert tags.day(date(2026, 11, 3)) == "3 November 2026"
    assert tags.moment(datetime(2026, 7, 3, 17, 5, tzinfo=UTC)) == "3 July 2026, 18:05"
    assert tags.day(None) == tags.moment(None) == ""


def test_a_role_is_shown_in_words() -> None:
    assert tags.role("dsl") == "Safeguarding lead"
    assert tags.role("pond keeper") == "pond keeper"


def test_three_boxes_make_a_date() -> None:
    form = Meeting(_given(day="3", month="11", year="2026") | {"where": "Hall"})
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, "Give the day."),
        ({"day": "3"}, "Give the day, the month and the year."),
        (
            {"day": "31", "month": "2", "year": "2026"},
            "That is not a date in the calendar. Write it like 30 11 2026.",
        ),
        (
            {"day": "third", "month": "2", "year": "2026"},
            "That is not a date in the calendar. Write it like 30 11 2026.",
        ),
        ({"day": "3", "month": "2", "year": "26"}, "Give the year in full, like 2026."),
        (
            {"day": "3", "month": "2", "year": "20260000000000000000"},
            "That is not a date in the calendar. Write it like 30 11 2026.",
        ),
    ],
)
def test_a_date_that_is_none_says_what_is_missing(parts: dict[str, str], said: str) -> None:
    form = Meeting(_given(**parts))
    assert form.errors["day"] == [said]


def test_what_was_typed_stays_in_the_boxes() -> None:
    drawn = _drawn("{% field form.day %}", form=Meeting(_given(day="31", month="2", year="2026")))
    assert 'id="id_day-day" name="day-day"' in drawn
    assert 'value="31"' in drawn
    assert 'aria-describedby="id_day-error"' in drawn


def test_a_box_is_tied_to_its_label_hint_and_error() -> None:
    drawn = _drawn("{% field form.where %}", form=Meeting({}))
    assert '<label class="govuk-label" for="id_where">Where?</label>' in drawn
    assert 'aria-describedby="id_where-hint id_where-error"' in drawn


def test_the_error_summary_leads_to_each_box() -> None:
    drawn = _drawn("{% error_summary form %}", form=Meeting({}))
    assert "2 answers need another look" in drawn
    assert 'href="#id_day-day"' in drawn
    assert 'href="#id_where"' in drawn


def test_a_form_without_errors_has_no_summary() -> None:
    assert _drawn("{% error_summary form %}", form=Meeting()).strip() == ""


@pytest.mark.parametrize("page", ["400", "403", "403_csrf", "404", "500"])
def test_a_closed_page_is_calm_and_offers_a_way_on(page: str) -> None:
    drawn = Template(f'{{% include "{page}.html" %}}').render(Context({}))
    assert "Go to the first page" in drawn
    assert "Traceback" not in drawn
