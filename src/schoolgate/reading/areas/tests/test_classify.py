"""What a sentence is about, shown on lines in our own words."""

import pytest

from schoolgate.reading.areas import classify
from schoolgate.reading.areas.tests.lines import LINES


def test_it_works() -> None:
    areas, topics = classify("Virus protection is installed on every computer.")
    assert areas[0] == "antivirus"
    assert topics[0].key == "antivirus.current"


@pytest.mark.parametrize(("area", "line"), [(area, line) for area, lines in LINES.items() for line in lines])
def test_a_line_belongs_to_its_area(area: str, line: str) -> None:
    areas, _topics = classify(line)
    assert areas[0] == area
