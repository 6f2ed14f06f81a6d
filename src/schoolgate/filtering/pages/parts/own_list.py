"""The school's own list: sites that it puts under categories itself, and those taken off it again."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.agreed.wording import joined
from schoolgate.gates.web.categories import CATALOGUE, CATEGORIES
from schoolgate.gates.web.exceptions import Listed
from schoolgate.gates.web.sites import Site, is_public_suffix
from schoolgate.gates.web.unreadable import UnreadableError

MOST_AT_ONCE: Final = 500
_CATEGORIES: Final = [(one.key, one.words.capitalize()) for one in CATALOGUE if not one.locked]


class OwnListForm(forms.Form):
    """``hosts``, one a line, each with all that is under it, get ``categories``; ``out`` are taken off."""

    out = forms.MultipleChoiceField(
        label=gettext_lazy("Sites to take off the list"), required=False, widget=forms.CheckboxSelectMultiple
    )
    hosts = forms.CharField(
        label=gettext_lazy("Sites to put on it"),
        help_text=gettext_lazy(
            "One a line, such as games.example. All that is under the name goes with it. What a level then does "
            "with the site is what it does with the category."
        ),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    categories = forms.MultipleChoiceField(
        label=gettext_lazy("What they are"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=_CATEGORIES,
    )

    def __init__(self, data: Any, setting: Setting) -> None:
        super().__init__(data)
        self.setting = setting
        out = self.fields["out"]
        assert isinstance(out, forms.MultipleChoiceField)
        out.choices = [(site.host, f"{site.host}: {_words(site)}") for site in _sorted(setting.sites)]

    def clean_hosts(self) -> tuple[str, ...]:
        """Each name as it is compared, once. Every line that is no site is told."""
        lines = [line.strip() for line in self.cleaned_data["hosts"].splitlines() if line.strip()]
        if len(lines) > MOST_AT_ONCE:
            told = _("%(n)d lines: at most %(most)d at once. A longer list is given under Block lists.")
            raise forms.ValidationError(told % {"n": len(lines), "most": MOST_AT_ONCE})
        found, wrong = dict[str, None](), list[str]()
        for line in lines:
            try:
                found[_host(line)] = None
            except UnreadableError as error:
                wrong.append(f"{line[:80]}: {error.cause} {error.next_step}")
            except forms.ValidationError as error:
                wrong.append(f"{line[:80]}: {error.message}")
        if wrong:
            raise forms.ValidationError(wrong)
        return tuple(found)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("hosts") and not given.get("categories"):
            self.add_error("categories", _("Tick at least one."))
        return given

    def sections(self) -> list[tuple[Any, list[Any]]]:
        out = [(gettext_lazy("On our own list"), [self["out"]])] if self.setting.sites else []
        return [*out, (gettext_lazy("Add sites"), [self["hosts"], self["categories"]])]

    def applied(self, setting: Setting) -> Setting:
        """A site that is on the list already has the new categories in place of its old ones."""
        given = self.cleaned_data
        gone = {*given["out"], *given["hosts"]}
        new = (Listed(host, frozenset(given["categories"])) for host in given["hosts"])
        return replace(setting, sites=(*(site for site in setting.sites if site.host not in gone), *new))


def _host(line: str) -> str:
    """The host of a line, in its one spelling. Raises ``ValidationError`` for a page or a public suffix."""
    site = Site.read(line)
    if site.path:
        raise forms.ValidationError(_("this is one page. Put its site on the list: %s.") % site.host)
    if is_public_suffix(site.host):
        raise forms.ValidationError(_("anybody may have a site under this. Name the site itself."))
    return site.host


def _sorted(sites: tuple[Listed, ...]) -> Iterator[Listed]:
    return iter(sorted(sites, key=lambda site: site.host))


def _words(site: Listed) -> str:
    return joined(sorted(CATEGORIES[key].words for key in site.categories))
