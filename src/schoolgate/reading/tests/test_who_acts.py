"""Who must act: the subject where it is somebody, else the stem's, the heading's, the title's; never a bystander."""

import pytest

from schoolgate.reading.actors import who_acts

IN_A_SENTENCE = [
    ("staff", "Staff must lock their screens."),
    ("school", "Pictures of pupils will be kept on the server for a year."),
    ("school", "Pupils will be taught how to report a worry."),
    ("pupils", "Pupils are expected to hand their phones in."),
    ("head", "Requests are approved by the headteacher."),
    ("head", "Overall responsibility rests with the headteacher."),
    ("school", "Permission is sought from parents each September."),
    ("school", "We obtain parents' consent for this."),
    ("parents", "We ask that parents read the agreement with their child."),
    ("teachers", "We expect teachers to check a film before showing it."),
    ("governors", "Members of the governing body will read the report each term."),
    ("online-safety-lead", "Mrs Marsh is the school's online safety lead and she will keep the log."),
    ("pupils", "In lessons, I will only open the sites my teacher chose."),
    ("staff", "It is the responsibility of all members of staff to report a concern."),
    ("it-lead", "The filter is managed by the network manager."),
]
UNDER_A_STEM = [
    ("it-lead", "IT support is responsible for ensuring that:", "the server cupboard stays locked away from visitors"),
    ("school", "We keep children and staff safe by:", "Locking the tablets away at night"),
    ("parents", "Parents must not:", "post pictures of other people's children"),
    ("staff", "For staff, the rules include:", "Not befriending pupils"),
    ("school", "Staff should be aware that:", "the use of school devices is monitored and logged"),
]


@pytest.mark.parametrize(("role", "sentence"), IN_A_SENTENCE, ids=lambda value: value[:50])
def test_the_one_who_acts(role: str, sentence: str) -> None:
    assert role in who_acts(sentence, "", ())


@pytest.mark.parametrize(("role", "stem", "item"), UNDER_A_STEM, ids=lambda value: value[:50])
def test_an_item_takes_its_stems_subject(role: str, stem: str, item: str) -> None:
    assert who_acts(item, stem, ()) == (role,)


def test_a_heading_speaks_to_its_people_and_not_of_its_objects() -> None:
    assert who_acts("Lock the screen.", "", ("Visitors and volunteers",)) == ("visitors", "volunteers")
    assert who_acts("Forms are filed in the office each year.", "", ("Pictures of children",)) == ("school",)


def test_i_is_whoever_the_agreement_is_for() -> None:
    assert who_acts("I have read this policy.", "", (), "Staff acceptable use agreement") == ("staff",)


def test_they_are_whoever_acted_before_and_a_second_clause_has_the_subject_of_the_first() -> None:
    assert who_acts("They must sign out.", "", (), "", ("visitors",)) == ("visitors",)
    assert who_acts("and must not lend it.", "", (), "", ("staff",)) == ("staff",)
