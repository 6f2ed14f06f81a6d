"""What a policy says of named people lies locked: the file as it was given, and our reading of it."""

from typing import Any

from django.core.files.base import ContentFile
from django.db import migrations

from schoolgate.frame.encrypted import EncryptedJSONField
from schoolgate.frame.encrypted_files import EncryptedFileField
from schoolgate.frame.rotation import lock_plain


def lock(apps: Any, editor: Any) -> None:
    lock_plain("policy_version", "reading")
    version = apps.get_model("policy", "Version")
    for row in version._base_manager.order_by("pk").iterator(chunk_size=1):
        row.locked.save("policy", ContentFile(bytes(row.file)), save=False)
        version._base_manager.filter(pk=row.pk).update(locked=row.locked.name)
    if editor.connection.vendor == "postgresql":
        # It alters no table while checks of the rows just changed are still to come.
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("policy", "0002_names_are_locked")]  # noqa: RUF012

    operations = [  # noqa: RUF012
        migrations.AlterField("version", "reading", EncryptedJSONField()),
        migrations.AddField("version", "locked", EncryptedFileField(default=""), preserve_default=False),
        migrations.RunPython(lock, migrations.RunPython.noop),
        migrations.RemoveField("version", "file"),
        migrations.RenameField("version", "locked", "file"),
    ]
