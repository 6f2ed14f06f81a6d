"""Who may open sites by themselves, agreed beforehand; and what else holds for everybody."""

from dataclasses import replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.filtering.agreed.checks import LONGEST, MOST_CLOSURE_DAYS
from schoolgate.filtering.agreed.setting import Decider, Setting
from schoolgate.filtering.agreed.wording import LONGEST_WORDS, decider_words, level_words
from schoolgate.filtering.pages.parts.hours import OPENABLE
from schoolgate.vocabulary.roles import POSTS

# Of those whom the page of sites asked for is for. IT support is not: decision 0226.
_ROLES: Final = (
    *("teachers", "support-staff", "slt", "office", "safeguarding-team"),
    *("online-safety-lead", "computing-lead"),
)


class DecidingForm(forms.Form):
    out = forms.MultipleChoiceField(
        label=gettext_lazy("Who shall decide no more"), required=False, widget=forms.CheckboxSelectMultiple
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Who else may open a site alone"),
        help_text=gettext_lazy(
            "The head, the safeguarding lead and the deputy always may. This is for when they are away."
        ),
        required=False,
        choices=[("", gettext_lazy("Nobody new")), *((role, POSTS[role]) for role in _ROLES if role in POSTS)],
    )
    longest = forms.ChoiceField(
        label=gettext_lazy("For how long at most"),
        choices=[(key, LONGEST_WORDS[key].capitalize()) for key in LONGEST],
        required=False,
    )
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("For whom"),
        help_text=gettext_lazy("Tick none for everybody."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    categories = forms.MultipleChoiceField(
        label=gettext_lazy("Which sites"),
        help_text=gettext_lazy("Tick none for any that is not locked."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=OPENABLE,
    )
    needs_entitlement = forms.BooleanField(
        label=gettext_lazy("The web is only for those who have agreed to the rules of use"), required=False
    )
    closure_days = forms.IntegerField(
        label=gettext_lazy("How many school days one person’s emergency block holds"),
        min_value=1,
        max_value=MOST_CLOSURE_DAYS,
    )

    def __init__(self, data: Any, setting: Setting) -> None:
        now = {"needs_entitlement": setting.needs_entitlement, "closure_days": setting.closure_days}
        super().__init__(data, initial=now)
        self.setting = setting
        out, levels = self.fields["out"], self.fields["levels"]
        assert isinstance(out, forms.MultipleChoiceField)
        assert isinstance(levels, forms.MultipleChoiceField)
        out.choices = [(str(n), decider_words(one, level_words(setting))) for n, one in enumerate(setting.deciders)]
        levels.choices = [(level.key, level.words.capitalize()) for level in setting.levels]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("role") and not given.get("longest"):
            self.add_error("longest", _("Say for how long."))
        return given

    def sections(self) -> list[tuple[Any, list[Any]]]:
        out = [(gettext_lazy("Who may decide now"), [self["out"]])] if self.setting.deciders else []
        new = [self[name] for name in ("role", "longest", "levels", "categories")]
        rest = [self["needs_entitlement"], self["closure_days"]]
        return [*out, (gettext_lazy("Add somebody"), new), (gettext_lazy("For everybody"), rest)]

    def applied(self, setting: Setting) -> Setting:
        given = self.cleaned_data
        kept = tuple(one for n, one in enumerate(setting.deciders) if str(n) not in given["out"])
        if given["role"]:
            both = frozenset(given["categories"]), frozenset(given["levels"])
            kept = (*kept, Decider(given["role"], given["longest"], *both))
        rest = {name: given[name] for name in ("needs_entitlement", "closure_days")}
        return replace(setting, deciders=kept, **rest)
