"""A setting as the document that is kept and agreed, and back. Its digest is what both signatures are under."""

from typing import Any

from schoolgate.filtering.agreed.setting import Setting
from schoolgate.gates.web.snapshots import sealed, unsealed

_NAME = "setting"


def document(setting: Setting) -> dict[str, Any]:
    """``{"schema": 1, "digest": ..., "setting": {...}}``."""
    return sealed(_NAME, setting)


def read(document: object) -> Setting:
    """The setting of a document, also of one written before a setting had all the parts it has now.

    Raises ``SnapshotError`` where it is not as it was written.
    """
    return unsealed(Setting, _NAME, document, older=True)


def digest_of(setting: Setting) -> str:
    """64 hexadecimal characters: the same for equal settings, on every machine."""
    return str(document(setting)["digest"])
