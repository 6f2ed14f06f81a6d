"""What is agreed, level by level, and how it came to be: each version against the one before."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from schoolgate.filtering import queries
from schoolgate.filtering.access import PROPOSERS, READERS
from schoolgate.filtering.agreed.comparing import differences
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.agreed.wording import LEVEL_BY, decider_words, hours_of, level_words
from schoolgate.filtering.pages.parts.level import locked_words
from schoolgate.filtering.pages.showing import first_line, grouped, level_shown, names_for, sentences, versions_shown
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.access import Shows, at_school, visit
from schoolgate.people.models import School
from schoolgate.vocabulary.roles import POSTS


@at_school(*READERS, shows=Shows.POLICY)
def settings(request: HttpRequest, school: str) -> HttpResponse:
    here = visit(request)
    now = queries.setting_in_force(here.school)
    setting = now.setting if now else Setting()
    words = level_words(setting)
    context = {
        "school_ref": school,
        "now": now,
        "heading": first_line(now)[0],
        "levels": [level_shown(level) for level in setting.levels],
        "locked": locked_words(),
        "windows": [(each.words, hours_of(each, words)) for each in setting.windows],
        "who": _who(here.school, setting),
        "unknown": setting.by_level[setting.unknown].words if setting.unknown else "",
        "deciders": [decider_words(one, words) for one in setting.deciders],
        "setting": setting,
        "history": versions_shown(here.school),
        "says": sentences(here.school),
        "proposes": bool(here.roles & set(PROPOSERS)),
    }
    return page(request, "filtering/settings.html", context, here="filter-settings")


@at_school(*READERS, shows=Shows.POLICY)
def version(request: HttpRequest, school: str, number: int) -> HttpResponse:
    """One version, against the one before it or, with ``?with=N``, any other."""
    here = visit(request)
    one = queries.version(here.school, number)
    said = request.GET.get("with", "")
    other_number = int(said) if said.isdecimal() and len(said) < 6 else number - 1
    other = queries.version(here.school, other_number) if other_number else None
    if one is None or (other is None and other_number):
        raise NotFoundError("the version", "there is none such.", "Look at the list of versions.")
    before = other.setting if other else Setting()
    names = queries.things(here.school).names | names_for(here, before, one.setting).by_ref
    found = differences(before, one.setting, names)
    shown = versions_shown(here.school)
    context = {
        "school_ref": school,
        "one": next(each for each in shown if each.number == number),
        "other": other_number,
        "others": [each.number for each in shown if each.number != number],
        "changes": grouped(found),
        "count": len(found),
        "digest": one.digest,
    }
    return page(request, "filtering/version.html", context, here="filter-settings")


def _who(school: School, setting: Setting) -> list[tuple[str, list[str]]]:
    """Each level, and who has it; of persons only how many, for this page is read by those who see no child."""
    names = queries.things(school).names
    found: dict[str, list[str]] = {}
    for by, words in LEVEL_BY.items():
        for key, level in sorted(getattr(setting, by).items()):
            if by not in ("persons", "devices"):
                said = words.format(names.get(key, POSTS.get(key, key)))
                found.setdefault(setting.by_level[level].words if level else "", []).append(said)
    counts = [(len(setting.persons), _("persons by name")), (len(setting.devices), _("devices by name"))]
    return [*found.items(), *((_("a level of their own"), [f"{n} {words}"]) for n, words in counts if n)]
