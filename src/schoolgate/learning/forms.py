"""The forms of training."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.dayfield import DayField
from schoolgate.kernel.errors import BadInputError
from schoolgate.learning.actions.attending import MOST_BYTES, kind_of
from schoolgate.learning.models import Course, ProgrammeAnswer
from schoolgate.vocabulary.roles import POSTS

ADULTS = [(key, words) for key, words in POSTS.items() if key not in ("pupils", "parents", "visitors", "auditor")]


class CourseForm(forms.Form):
    title = forms.CharField(
        label=_("What is it called?"), max_length=200, error_messages={"required": _("Give the name people know.")}
    )
    kind = forms.ChoiceField(label=_("What is it for?"), choices=Course.Kind.choices)
    roles = forms.MultipleChoiceField(
        label=_("Who must take it?"),
        choices=ADULTS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one role.")},
    )
    months = forms.IntegerField(
        label=_("After how many months is it due again?"),
        help_text=_("Leave it empty if once is enough."),
        min_value=1,
        max_value=120,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    within_days = forms.IntegerField(
        label=_("For an induction: within how many days of starting?"),
        min_value=1,
        max_value=365,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if (
            given.get("kind") == Course.Kind.INDUCTION
            and not given.get("within_days")
            and "within_days" not in self.errors
        ):
            self.add_error("within_days", _("Say how soon a new person must have taken it."))
        return given


class TakenForm(forms.Form):
    people = forms.MultipleChoiceField(
        label=_("Who took it?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one person.")},
    )
    on = DayField(label=_("On which day?"), error_messages={"required": _("Give the day.")})
    until = DayField(
        label=_("Until when does it hold?"), help_text=_("Only if the certificate says another day."), required=False
    )
    certificate = forms.FileField(
        label=_("The certificate"),
        help_text=_("If one person is ticked and there is one: a PDF or a picture. It is kept locked."),
        required=False,
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = people

    def clean_certificate(self) -> UploadedFile[bytes] | None:
        file: UploadedFile[bytes] | None = self.cleaned_data["certificate"]
        if file is not None:
            try:
                kind_of(file.read(MOST_BYTES + 1))
            except BadInputError as refused:
                raise forms.ValidationError(f"{refused.cause} {refused.next_step}".capitalize()) from None
            file.seek(0)
        return file

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("certificate") and len(given.get("people") or ()) > 1:
            self.add_error("certificate", _("A certificate is one person’s: tick one person for it."))
        return given


class ProgrammeForm(forms.Form):
    words = forms.CharField(
        label=_("What do you recommend, and why?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say what you recommend.")},
    )
    courses = forms.MultipleChoiceField(label=_("Which courses?"), required=False, widget=forms.CheckboxSelectMultiple)
    first = DayField(label=_("From"), error_messages={"required": _("Give the first day.")})
    last = DayField(label=_("To"), error_messages={"required": _("Give the last day.")})

    def __init__(self, *args: Any, courses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["courses"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = courses


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("What is decided?"),
        choices=ProgrammeAnswer.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is decided.")},
    )
    words = forms.CharField(
        label=_("In words, if it needs any"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
