"""A scan with one page that no slip was on, for the tests of what other schools may not see."""

import io

from PIL import Image

from schoolgate.agreements import actions
from schoolgate.agreements.models import SlipSeen
from schoolgate.frame.actor import operator
from schoolgate.people.models import School


def a_scan(school: School) -> SlipSeen:
    """What was read of its only page; the same each time."""
    out = io.BytesIO()
    Image.new("L", (420, 594), 255).save(out, "PNG")
    scan, _new = actions.give_scan(school, "monday.png", out.getvalue(), actor=operator("test"))
    actions.read_scan(scan)
    row: SlipSeen = SlipSeen.objects.for_school(school).get(scan=scan)
    return row
