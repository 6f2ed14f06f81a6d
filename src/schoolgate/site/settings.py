"""Django settings. Everything a school may change comes from the environment, through ``site.env``."""

from typing import Final

SECRET_KEY: Final = "replaced-by-site.env-before-anything-listens"  # noqa: S105
INSTALLED_APPS: list[str] = []
USE_TZ: Final = True
TIME_ZONE: Final = "Europe/London"
