"""What a directory's list of accounts says of one: that it is not named any more, and a digest of its name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("estate", "0005_ways_to_directories")]

    operations = [
        migrations.AddField(
            model_name="toldaccount", name="gone_since", field=models.DateField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="toldaccount",
            name="name_digest",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
    ]
