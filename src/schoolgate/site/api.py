"""The way in for machines: every room's operations, joined under ``/api/v1``."""

from typing import Final

from ninja import NinjaAPI

from schoolgate.activity.api import ROUTER as ACTIVITY
from schoolgate.estate.api.paths import ROUTER as ESTATE
from schoolgate.filtering.api import ROUTER as FILTERING
from schoolgate.intake.api import ROUTER as INTAKE

# No page of documentation: it would fetch its look from elsewhere. docs/reference/api.md is made from the same.
API: Final = NinjaAPI(
    title="Schoolgate",
    version="1",
    description="For machines of a school: filters, name servers, agents. Times carry their offset from UTC.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api-v1",
)
API.add_router("", ESTATE)
API.add_router("", INTAKE)
API.add_router("", FILTERING)
API.add_router("", ACTIVITY)
