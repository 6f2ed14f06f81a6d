"""A level for one device, or for one person, above what their class, year or role has."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.queries import SingleNames, devices_called, persons_called
from schoolgate.people.models import School

_SHUT: Final = "*"


class SingleForm(forms.Form):
    """``out`` holds ``devices.REF`` and ``persons.REF``. A person is named only by whoever may know who is at the
    school (``sees_people``); to others the persons there are stay as they are, and are shown by how many.
    """

    out = forms.MultipleChoiceField(
        label=gettext_lazy("Who shall have no level of their own any more"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    device = forms.CharField(
        label=gettext_lazy("A device"),
        help_text=gettext_lazy("The label stuck on it, or its serial number. Leave it empty for a person."),
        required=False,
        max_length=80,
    )
    person = forms.CharField(
        label=gettext_lazy("Or a person"),
        help_text=gettext_lazy("Their whole name. Where two have it, add the class: “Ada Lark, Wrens”."),
        required=False,
        max_length=200,
    )
    level = forms.ChoiceField(label=gettext_lazy("Then they have"), required=False)

    def __init__(self, data: Any, setting: Setting, school: School, names: SingleNames) -> None:
        super().__init__(data)
        self.setting, self.school, self.names = setting, school, names
        out, level = self.fields["out"], self.fields["level"]
        assert isinstance(out, forms.MultipleChoiceField)
        assert isinstance(level, forms.ChoiceField)
        words = {each.key: each.words for each in setting.levels} | {"": _("everything closed")}
        out.choices = [
            (f"{of}.{ref}", f"{names.by_ref[ref]}: {words[key]}")
            for of in ("devices", "persons")
            for ref, key in getattr(setting, of).items()
            if ref in names.by_ref and (of == "devices" or names.sees_people)
        ]
        levels = [(each.key, each.words[:1].upper() + each.words[1:]) for each in setting.levels]
        level.choices = [("", _("Choose")), *levels, (_SHUT, _("Everything closed"))]
        if not names.sees_people:
            del self.fields["person"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        wants = [name for name in ("device", "person") if given.get(name)]
        if len(wants) == 2:
            self.add_error("person", _("One at a time: the device, or the person."))
            return given
        if wants and not given.get("level"):
            self.add_error("level", _("Choose what they have."))
        for name in wants:
            self._find(name, given)
        return given

    def _find(self, name: str, given: dict[str, Any]) -> None:
        """Puts the one ref in place of what was typed, or says why there is not one."""
        found = (devices_called if name == "device" else persons_called)(self.school, given[name])
        if len(found) == 1:
            given[name] = found[0]
        elif found:
            self.add_error(name, _("%d are called so. Add the class after a comma, or give the number.") % len(found))
        else:
            self.add_error(name, _("There is none called so here. Look at the spelling."))

    def sections(self) -> list[tuple[Any, list[Any]]]:
        there = bool(self.setting.devices or self.setting.persons)
        out = [(gettext_lazy("With a level of their own now"), [self["out"]])] if there else []
        new = [self[name] for name in ("device", "person", "level") if name in self.fields]
        return [*out, (gettext_lazy("One more"), new)]

    def applied(self, setting: Setting) -> Setting:
        given = self.cleaned_data
        level = "" if given["level"] == _SHUT else given["level"]
        devices, persons = self._kept("devices", setting.devices), self._kept("persons", setting.persons)
        for name, levels in (("device", devices), ("person", persons)):
            if given.get(name):
                levels[given[name]] = level
        return replace(setting, devices=devices, persons=persons)

    def _kept(self, of: str, now: Mapping[str, str]) -> dict[str, str]:
        return {ref: level for ref, level in now.items() if f"{of}.{ref}" not in self.cleaned_data["out"]}
