"""The forms of a child's family: a carer, and what protects the child."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.people.actions import Tie
from schoolgate.people.models import Care, Flag

_NAME: Final = 200
_HOMES: Final = (("1", _("The child’s home")), ("2", _("The child’s other home")), ("", _("Neither")))


class CarerForm(forms.Form):
    relation = forms.ChoiceField(
        label=_("What they are to the child"),
        choices=[("", ""), *Care.Relation.choices],
        error_messages={"required": _("Choose what they are to the child.")},
    )
    responsibility = forms.ChoiceField(
        label=_("Parental responsibility"),
        help_text=_("Whoever has none signs for nothing. Where it is not known they may sign."),
        choices=Care.Responsibility.choices,
        initial=Care.Responsibility.NOT_KNOWN,
    )
    home = forms.ChoiceField(label=_("Which home is theirs"), choices=_HOMES, required=False, initial="1")
    order = forms.IntegerField(label=_("In which order the school calls"), min_value=1, max_value=9, initial=1)
    email = forms.CharField(
        label=_("E-mail address"),
        help_text=_("Empty leaves it as it is. Two carers may share one."),
        max_length=_NAME,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label=_("Telephone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )

    def tie(self) -> Tie:
        said = self.cleaned_data
        home = int(said["home"]) if said["home"] else None
        return Tie(said["relation"], said["responsibility"], home, said["order"])

    def reach(self) -> dict[str, str]:
        """What was written of how they are reached, by way."""
        return {way: self.cleaned_data[way] for way in ("email", "phone") if self.cleaned_data[way].strip()}


class NewCarerForm(CarerForm):
    """``known``: adults here by that name, from whom one may be chosen in place of somebody new."""

    name = forms.CharField(
        label=_("Their name"),
        max_length=_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Give their name.")},
    )
    same = forms.ChoiceField(
        label=_("Somebody of that name is known here"),
        help_text=_("One person is kept once: whoever cares for two children here, or works here too."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is them.")},
    )
    field_order = ("name", "same")

    def __init__(self, *args: Any, known: tuple[tuple[str, str], ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            field = self.fields["same"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [*known, ("new", _("Somebody else, of the same name"))]
        else:
            del self.fields["same"]


class FlagForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What protects the child"),
        choices=[("", ""), *Flag.KINDS.items()],
        error_messages={"required": _("Choose which it is.")},
    )
    words = forms.CharField(
        label=_("What whoever may read this needs to know"),
        help_text=_("Only the head and the safeguarding leads read it. The original stays in its own file."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
