"""Over https, the site is as strict as Django's own list for a site in use asks."""

import os
import re
import subprocess
import sys
from pathlib import Path

# Both would speak for the school's whole domain, which is not ours to promise for.
LEFT_TO_THE_SCHOOL = {"security.W005", "security.W021"}


def test_it_leaves_nothing_out_but_what_is_the_schools_to_say(tmp_path: Path) -> None:
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "schoolgate.site.settings",
        "SCHOOLGATE_DATA": str(tmp_path),
        "SCHOOLGATE_URL": "https://gate.robinhill.example",
        "SCHOOLGATE_PROXIES": "1",
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--tag", "security"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120, check=True)
    assert set(re.findall(r"security\.\w+", done.stderr)) == LEFT_TO_THE_SCHOOL
