"""What the processes say on their own screen."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import logging, django
django.setup()
requests = logging.getLogger("django.request")
requests.error("Internal Server Error: /schools/")
requests.warning("Not Found: /set-up/a-one-time-link/")
logging.getLogger("schoolgate.frame.outbox").warning("a handler failed")
"""


def test_a_page_that_failed_is_told_and_an_address_that_may_be_a_key_is_not(tmp_path: Path) -> None:
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "schoolgate.site.settings", "SCHOOLGATE_DATA": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environ, capture_output=True, text=True, timeout=120, check=True
    )
    told = [line.partition(" ERROR ")[2] or line.partition(" WARNING ")[2] for line in done.stderr.splitlines()]
    assert told == [
        "django.request: Internal Server Error: /schools/",
        "schoolgate.frame.outbox: a handler failed",
    ]
