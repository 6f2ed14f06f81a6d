"""Names of persons lie locked, here as in the people's room."""

from typing import Any

from django.db import migrations

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.rotation import lock_plain


def lock(_apps: Any, _editor: Any) -> None:
    lock_plain("policy_adoption", "by_name")
    lock_plain("policy_readinganswer", "by_name")


class Migration(migrations.Migration):
    dependencies = [("policy", "0001_initial")]  # noqa: RUF012

    operations = [  # noqa: RUF012
        migrations.AlterField("adoption", "by_name", EncryptedTextField()),
        migrations.AlterField("readinganswer", "by_name", EncryptedTextField()),
        migrations.RunPython(lock, migrations.RunPython.noop),
    ]
