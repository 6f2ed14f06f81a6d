"""How the questions of a printing look, so that what a family writes beside them is noticed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("agreements", "0009_looks_at_answers"),)

    operations = (
        migrations.AddField(
            model_name="sliprun",
            name="form",
            field=models.TextField(blank=True, default=""),
        ),
    )
