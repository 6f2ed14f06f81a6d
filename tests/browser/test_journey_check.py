"""The safeguarding lead's morning check by the keyboard alone: from the first page to each outcome, and signed."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from browser.days import Day, Keys
from browser.visiting import OPERATOR
from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.actions.alerting import help_asked, keep_alerts
from schoolgate.monitoring.models import AlertDecision, MorningCheck

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_first_page_to_signed_with_the_keyboard_alone(day: Day) -> None:
    now = timezone.now()
    help_asked(day.school, "prs_1", actor=OPERATOR, words="Someone was unkind")
    at = now - timedelta(minutes=9)
    said: dict[str, Any] = {
        "four_c": "content",
        "category": "suicide",
        "words": "how to die",
        "because": "“how to die” may be one.",
    }
    hit = Hit(
        rule="suicide.wish", severity="high", first_at=at, last_at=at, row_ids=(1,), device="t", shared=True, **said
    )
    keep_alerts(day.school, [hit], now=now)
    visitor = day.comes(day.works("Tom Ferreira", "dsl"))
    page, keys = visitor.page, Keys(visitor.page)
    first = page.locator("main .sg-card").first
    assert "Morning check: 2 to look at" in first.inner_text()
    assert "A child asked for help." in first.inner_text()
    keys.enters(first.get_by_role("link"))
    assert page.locator("h1").inner_text() == "2 to look at, about 4 minutes."
    headings = page.locator("main .sg-alert h3").all_inner_texts()
    assert headings == ["A child pressed “Someone was unkind”.", "A search about death."]
    search = page.locator("main .sg-alert").nth(1)
    assert "how to die" not in page.content()  # until it is pressed for
    keys.tabs_to(search.locator("summary", has_text="Show the words typed"))
    page.keyboard.press("Enter")
    keys.enters(search.get_by_role("button", name="Show them"))
    assert "how to die" in search.inner_text()
    assert len(day.recorded("monitoring.words-shown")) == 1
    keys.enters(page.locator("main .sg-alert").first.get_by_role("button", name="Have a word"))
    assert page.evaluate("location.hash.slice(1)") == page.locator("main .sg-alert").get_attribute("id")
    keys.enters(page.locator("main .sg-alert").get_by_role("button", name="No concern"))
    assert page.locator("h1").inner_text() == "Nothing to look at."
    keys.ticks(page.get_by_role("checkbox"))
    keys.enters(page.get_by_role("button", name="Finish this check"))
    assert "The check is finished and signed with your name." in page.locator("main").inner_text()
    outcomes = AlertDecision.objects.for_school(day.school).order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == ["talk", "nothing"]
    assert MorningCheck.objects.for_school(day.school).get().looked_at == 2
