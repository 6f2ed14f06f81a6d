"""Names of persons lie locked, here as in the people's room."""

from typing import Any

from django.db import migrations

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.rotation import lock_plain


def lock(_apps: Any, _editor: Any) -> None:
    lock_plain("evidence_promisefinding", "because")
    lock_plain("evidence_promisefinding", "by")


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]  # noqa: RUF012

    operations = [  # noqa: RUF012
        migrations.AlterField("promisefinding", "because", EncryptedTextField()),
        migrations.AlterField("promisefinding", "by", EncryptedTextField(blank=True)),
        migrations.RunPython(lock, migrations.RunPython.noop),
    ]
