"""Files that lie locked on the disk. A file's name says nothing: it is a random ref in a folder by model."""

import os
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils.deconstruct import deconstructible

from schoolgate.frame.encrypted import ring
from schoolgate.kernel.refs import new_ref

BIGGEST_BYTES = 64 * 1024 * 1024  # a file is locked in one piece, in memory


@deconstructible(path="schoolgate.frame.encrypted_files.EncryptedStorage")
class EncryptedStorage(FileSystemStorage):
    """The data folder's ``files``, every one locked and bound to its own name. There is no address to fetch one by."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        return str(Path(settings.SCHOOLGATE_DATA) / "files")

    @property
    def location(self) -> str:
        return str(Path(self.base_location).resolve())

    def _save(self, name: str, content: File[Any]) -> str:
        plain = content.read(BIGGEST_BYTES + 1)
        if len(plain) > BIGGEST_BYTES:
            raise SuspiciousFileOperation(f"a file of more than {BIGGEST_BYTES} bytes is not taken")
        raw = plain if isinstance(plain, bytes) else plain.encode()
        locked = ContentFile(ring().lock(raw, self.context(name)))
        kept = str(super()._save(name, locked))  # type: ignore[misc]  # Django's own hook, which the stubs leave out
        _onto_the_disk(Path(self.path(kept)))
        return kept

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        if mode != "rb":
            raise ValueError("a locked file is written once, by save, and read whole")
        return ContentFile(ring().open(self.as_it_lies(name), self.context(name)), name=name)

    def context(self, name: str) -> str:
        """What a file is bound to: its own name."""
        return f"file.{name}"

    def as_it_lies(self, name: str) -> bytes:
        return Path(self.path(name)).read_bytes()

    def put_back(self, name: str, locked: bytes) -> None:
        """Put the same file back under another key, whole or not at all."""
        path = Path(self.path(name))
        part = path.with_name(f"{path.name}.part")
        part.touch(mode=0o600)
        part.write_bytes(locked)
        _onto_the_disk(part)
        part.replace(path)

    def url(self, name: str | None) -> str:
        raise ValueError(f"{name} has no address: a page that may show it opens it and sends it")


def _onto_the_disk(path: Path) -> None:
    """The row that names the file is kept through a power cut, so the file must be."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _random_name(instance: models.Model, _filename: str) -> str:
    return f"{instance._meta.label_lower.replace('.', '/')}/{new_ref('file')}"


class EncryptedFileField(models.FileField):
    """A file kept in ``EncryptedStorage`` under a random name; keep the name it came with in an encrypted field."""

    forced: ClassVar[tuple[str, ...]] = ("upload_to", "storage")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["upload_to"], kwargs["storage"] = _random_name, EncryptedStorage()
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, list(args), {key: value for key, value in kwargs.items() if key not in self.forced}
