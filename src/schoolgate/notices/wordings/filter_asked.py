"""Somebody asks for a site that is closed: to those who may open it. It names no site and nobody who asks."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from schoolgate.notices.contract import Wording

WORDING = Wording(
    key="filter.asked",
    title=_("Somebody asks for a site"),
    subject=_("A lesson at %(school)s waits for a site"),
    text=_("""
Somebody at %(school)s asks for a site that the web filter closes. You are one of those who may open it, or leave it
closed: one press.

%(link)s

The buttons there say until when each would open it. Which site it is stands on that page alone.
"""),
    fields=("link",),
    good_for=timedelta(days=1),
    latest_only=True,
)
