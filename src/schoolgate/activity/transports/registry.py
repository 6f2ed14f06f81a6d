"""Every way in which logs come: one file of ``catalogue`` each, or an entry point of another package."""

from typing import Final

from schoolgate.activity.transports.contract import Transport
from schoolgate.kernel.registry import Registry

TRANSPORTS: Final = Registry(
    "transport", Transport, folder="schoolgate.activity.transports.catalogue", attribute="TRANSPORT"
)
