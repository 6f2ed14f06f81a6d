"""The only writers of letters: asking for one, sending those due, and settling those that did not go."""

from schoolgate.notices.actions.asking import send, send_again, settle
from schoolgate.notices.actions.sending import send_due

__all__ = ["send", "send_again", "send_due", "settle"]
