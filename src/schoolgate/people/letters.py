"""Letters about signing in: short, plain, and sent at once, since whoever waits for one cannot go on."""

from django.core.mail import send_mail


def send(to: str, subject: str, body: str) -> None:
    """One letter, from ``SCHOOLGATE_MAIL_FROM``. Without a mail server it lies in the folder ``mail``."""
    send_mail(subject, body, None, [to])
