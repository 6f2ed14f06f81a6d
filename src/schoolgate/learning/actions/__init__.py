"""The only writers of training. Each says who acts, and records it; each tells the facts that change by it."""

from schoolgate.learning.actions.asking import ask_for_training, settle_training
from schoolgate.learning.actions.attending import Certificate, attended, take_back
from schoolgate.learning.actions.courses import add_course, change_course, end_course
from schoolgate.learning.actions.lists import say_whose
from schoolgate.learning.actions.programmes import answer_programme, propose_programme
from schoolgate.learning.actions.telling import tell_facts

__all__ = [
    "Certificate",
    "add_course",
    "answer_programme",
    "ask_for_training",
    "attended",
    "change_course",
    "end_course",
    "propose_programme",
    "say_whose",
    "settle_training",
    "take_back",
    "tell_facts",
]
