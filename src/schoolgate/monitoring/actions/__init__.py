"""All that writes in this room."""

from schoolgate.monitoring.actions.explaining import note_silence
from schoolgate.monitoring.actions.granting import agree_grant, end_grant, propose_grant
from schoolgate.monitoring.actions.looking import Looked, answer_emergency, look
from schoolgate.monitoring.actions.seconding import answer_second, ask_second

__all__ = [
    "Looked",
    "agree_grant",
    "answer_emergency",
    "answer_second",
    "ask_second",
    "end_grant",
    "look",
    "note_silence",
    "propose_grant",
]
