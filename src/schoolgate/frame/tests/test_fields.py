"""One question of a form, as it is drawn: what a browser sends back is what was ticked."""

import re

import pytest
from django import forms
from django.template import Context, Template


class Ticks(forms.Form):
    which = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    yes = forms.BooleanField(required=False)


def boxes(name: str, *keys: str) -> list[str]:
    """The values of the boxes to tick."""
    form = Ticks(initial={"which": list(keys)})
    which = form.fields["which"]
    assert isinstance(which, forms.MultipleChoiceField)
    which.choices = [(key, key.upper()) for key in keys]
    drawn = Template("{% load schoolgate %}{% field one %}").render(Context({"one": form[name]}))
    ticked = re.findall(r'type="checkbox"[^>]*value="([^"]*)" checked', drawn)
    assert drawn.count('type="checkbox"') == max(len(ticked), 0 if name == "which" else 1)
    return ticked


@pytest.mark.parametrize("keys", [("a", "b"), ("a",), ()])
def test_each_choice_has_a_box_with_its_value_be_there_only_one(keys: tuple[str, ...]) -> None:
    assert boxes("which", *keys) == list(keys)


def test_a_yes_is_one_box() -> None:
    assert boxes("yes") == []
