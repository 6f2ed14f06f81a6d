"""When something that works by itself last came round: the clock, a backup, a watched folder."""

from datetime import datetime

from schoolgate.frame.models import Beat


def beat(key: str, at: datetime) -> None:
    """Note that ``key`` ("clock", "backup") came round at ``at``. Never goes back."""
    found, made = Beat.objects.get_or_create(key=key, defaults={"at": at})
    if not made and found.at < at:
        Beat.objects.filter(pk=found.pk, at__lt=at).update(at=at)


def last(key: str) -> datetime | None:
    found = Beat.objects.filter(key=key).first()
    return found.at if found else None
