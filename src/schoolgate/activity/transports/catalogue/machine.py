"""Lines that a program sends to the way in for machines, with a token of the school's."""

from schoolgate.activity.transports.contract import Transport
from schoolgate.activity.transports.pushed import take

TRANSPORT = Transport(
    key="machine",
    words="A program that sends lines by itself",
    hint="It uses a token of the school’s, and POST /api/v1/activity/lines.",
    check=lambda _given: {},
    take=take,
)
