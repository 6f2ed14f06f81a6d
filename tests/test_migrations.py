"""Every change of a model has its migration."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

pytestmark = pytest.mark.django_db


def test_no_migration_is_missing() -> None:
    out = StringIO()
    call_command("makemigrations", check_changes=True, dry_run=True, stdout=out)
    assert "No changes detected" in out.getvalue()


def test_a_missing_migration_is_found() -> None:
    people = apps.get_app_config("people")
    field = models.CharField(max_length=5, default="")
    school = people.get_model("School")
    field.contribute_to_class(school, "motto")
    try:
        with pytest.raises(SystemExit):
            call_command("makemigrations", check_changes=True, dry_run=True, stdout=StringIO())
    finally:
        school._meta.local_fields.remove(field)
        school._meta._expire_cache()
        del school.motto
