"""What can go wrong with looking after the installation: a backup too long ago, or one that was never tried."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.frame import beats
from schoolgate.frame.doctor import Finding, Severity, checks

_OLD: Final = timedelta(days=2)
_UNTRIED: Final = timedelta(days=120)  # a term, and the holiday after it


@checks("caretaking.backup", _("A backup was taken not long ago"))
def backed_up() -> Iterator[Finding]:
    last = beats.last("backup")
    fix = _("Run, every night: schoolgate backup --to FOLDER")
    if last is None:
        yield Finding(_("Backups"), _("None was ever taken."), fix, Severity.NOTICE)
    elif timezone.now() - last > _OLD:
        cause = _("The last was taken on %(day)s.") % {"day": f"{timezone.localtime(last):%Y-%m-%d}"}
        yield Finding(_("Backups"), cause, fix)


@checks("caretaking.backup-tried", _("A backup was restored as a test this term"))
def tried() -> Iterator[Finding]:
    last = beats.last("backup-tried")
    fix = _("Run, each term: schoolgate backup try FILE --keys FOLDER")
    if last is None:
        yield Finding(_("Backups"), _("None was ever restored as a test."), fix, Severity.NOTICE)
    elif timezone.now() - last > _UNTRIED:
        cause = _("The last that was restored as a test was on %(day)s.") % {
            "day": f"{timezone.localtime(last):%Y-%m-%d}"
        }
        yield Finding(_("Backups"), cause, fix, Severity.NOTICE)
