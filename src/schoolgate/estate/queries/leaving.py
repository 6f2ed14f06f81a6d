"""Which directories outside are told what: for whoever asks what leaves this building."""

import json
from urllib.parse import urlsplit

from django.utils import timezone

from schoolgate.estate.models import MachineToken, PushWay
from schoolgate.estate.scopes import SCIM_DIRECTORIES
from schoolgate.frame.scoped import unscoped

_HERE = frozenset({"localhost", "127.0.0.1", "::1", ""})


def directories_told() -> list[str]:
    """The hosts of directories, on other computers, that any school of this installation is set up to push to."""
    with unscoped("what leaves this computer is told for all of it"):
        found = [json.loads(row.settings).get("server", "") for row in PushWay.objects.all()]
    return sorted({urlsplit(one).hostname or "" for one in found} - _HERE)


def directories_ask() -> bool:
    """Whether an identity provider has a token that works, of any school, to be told by SCIM."""
    keys = {scope.key for scope in SCIM_DIRECTORIES.values()}
    with unscoped("what leaves this computer is told for all of it"):
        rows = MachineToken.objects.filter(ended_at=None, ends_on__gt=timezone.now().date())
        return any(keys & set(scopes) for scopes in rows.values_list("scopes", flat=True))
