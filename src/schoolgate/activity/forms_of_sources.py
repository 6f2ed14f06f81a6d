"""The forms of the pages of sources."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from schoolgate.activity.models import Following
from schoolgate.activity.transports.contract import Transport
from schoolgate.feeds.activity.registry import ACTIVITY_FEEDS

_NAME_IT: Final = _("Call it as people here do.")


def feed_choices() -> list[tuple[str, str]]:
    return [(feed.key, feed.words) for feed in sorted(ACTIVITY_FEEDS, key=lambda one: one.words)]


class AddSource(forms.Form):
    """A source: its name, which kind of log it is, and what its way asks."""

    name = forms.CharField(
        label=_("What do you call it?"),
        help_text=_("For example: Firewall in the office."),
        max_length=80,
        error_messages={"required": _NAME_IT},
    )

    def __init__(self, *args: Any, way: Transport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = [("", _("Find out from the file"))] if way.key == "upload" else [("", _("Choose"))]
        self.fields["feed"] = forms.ChoiceField(
            label=_("Which kind of log is it?"),
            choices=[*first, *feed_choices()],
            required=way.key != "upload",
            error_messages={"required": _("Choose the kind of log.")},
        )
        for asked in way.asked:
            if asked.name in ("host_key", "private_key"):  # these are not typed: one is fetched, and one is made
                continue
            self.fields[asked.name] = forms.CharField(
                label=asked.label,
                help_text=asked.hint,
                initial=asked.usual,
                required=not asked.optional and not asked.usual,
                max_length=500,
                widget=forms.PasswordInput(attrs={"autocomplete": "off"}) if asked.secret else forms.TextInput(),
                error_messages={"required": asked.hint or _("Fill it in.")},
            )
        if way.key == "upload":
            self.fields["file"] = forms.FileField(
                label=_("The log"),
                help_text=_("As it was made, or packed (.gz, .zst, .zip). It goes nowhere else."),
                error_messages={"required": _("Choose a file."), "empty": _("That file has nothing in it.")},
            )


class GiveLog(forms.Form):
    """One more file of a source."""

    file = forms.FileField(
        label=_("The log"),
        help_text=_("As it was made, or packed (.gz, .zst, .zip). What is here already is not kept twice."),
        error_messages={"required": _("Choose a file."), "empty": _("That file has nothing in it.")},
    )


class Rhythm(forms.Form):
    """How often a source should be heard, and when lessons are."""

    every = forms.ChoiceField(label=_("Something should come"), choices=Following.Every.choices)
    begins = forms.TimeField(
        label=_("Lessons begin at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(label=_("Lessons end at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
