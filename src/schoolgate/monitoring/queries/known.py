"""What the rules are told of a school before they look: its phrases, and what it has seen already."""

from collections.abc import Set as AbstractSet

from schoolgate.monitoring.judging import OwnPhrase, Packs
from schoolgate.monitoring.models import Alert, Mute, SchoolWords
from schoolgate.people.access import today
from schoolgate.people.models import School


def packs_of(school: School) -> Packs:
    """The phrases the school judges by today. What it set aside is still judged, so that it can be shown what was."""
    day = today(school)
    rows = SchoolWords.objects.for_school(school).filter(since__lte=day, until__gte=day, agreed_at__isnull=False)
    own, harmless = list[OwnPhrase](), list[str]()
    for row in rows.order_by("pk"):
        if row.sort == SchoolWords.Sort.PHRASE:
            own.append(OwnPhrase(row.words, row.category, row.severity))
        else:
            harmless.append(row.words)
    return Packs(tuple(own), aside=frozenset(muted(school)), harmless=tuple(harmless))


def known_of(school: School) -> AbstractSet[str]:
    """AI tools that were noticed here before, as ``new-ai-tool:SITE``."""
    rows = Alert.objects.for_school(school).filter(rule="new-ai-tool")
    return {f"new-ai-tool:{row.words}" for row in rows}


def muted(school: School) -> dict[str, str]:
    """Rules whose alerts are set aside today, agreed by two people; by rule, the ref of the agreement."""
    rows = Mute.objects.for_school(school).filter(agreed_at__isnull=False, until__gte=today(school))
    return dict(rows.order_by("pk").values_list("rule", "ref"))
