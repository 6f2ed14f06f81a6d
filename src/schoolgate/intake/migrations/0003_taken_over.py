"""A file that another room takes over."""

from django.db import migrations, models

STATES = [
    ("quarantined", "Being read"),
    ("mapping", "Waiting for somebody to say which column is which"),
    ("ready", "Waiting for somebody to look at what would change"),
    ("applied", "Applied"),
    ("undone", "Undone"),
    ("refused", "Not taken"),
    ("handed", "Taken as a scan of slips"),
]


class Migration(migrations.Migration):
    dependencies = (("intake", "0002_silence"),)

    operations = (
        migrations.AlterField(
            model_name="delivery",
            name="state",
            field=models.CharField(choices=STATES, default="quarantined", max_length=12),
        ),
    )
