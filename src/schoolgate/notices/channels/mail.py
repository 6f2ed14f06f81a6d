"""Letters by e-mail, through the school's own mail server (``SCHOOLGATE_SMTP``), or into a folder where there is none.

Each step of the conversation (RFC 5321) is looked at by itself, since it says whether the letter may have gone: until
the last line of the letter nothing has, and then only the server's answer tells.
"""

import email.policy
import smtplib
import socket
import ssl
from contextlib import suppress
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, mailers

from schoolgate.notices.contract import AwayError, Channel, Letter, NeverError, NotNowError, UnsureError

_SYNTAX_OR_SIGN_IN = range(500, 600)


def deliver(letter: Letter) -> None:
    message = _message(letter)
    connection = mailers["default"]
    _open(connection)
    try:
        server = getattr(connection, "connection", None)
        if isinstance(server, smtplib.SMTP):
            _hand_over(
                server, _plain(connection, settings.DEFAULT_FROM_EMAIL), _plain(connection, letter.address), message
            )
        else:
            _put_down(connection, message)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            connection.close()


def _message(letter: Letter) -> EmailMessage:
    """Its id is made of its ref, so that a mailbox could tell one that came twice (RFC 5322, 3.6.4)."""
    home = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    message = EmailMessage(
        letter.subject,
        letter.text,
        settings.DEFAULT_FROM_EMAIL,
        [letter.address],
        headers={"Message-ID": f"<{letter.ref}@{home}>", "Auto-Submitted": "auto-generated"},  # RFC 3834
    )
    for name, text in letter.files:
        message.attach(name, text, "text/plain")
    return message


def _open(connection: Any) -> None:
    try:
        connection.open()
    except smtplib.SMTPResponseException as error:
        raise AwayError(f"the mail server turns us away ({error.smtp_code})") from error
    except (OSError, smtplib.SMTPException) as error:  # no such host, refused, too slow, no encryption
        raise AwayError(_why(error)) from error


def _plain(connection: Any, address: str) -> str:
    """As a server takes it. Raises ``ValueError`` for one that no server could."""
    return str(connection.prep_address(address))


def _why(error: OSError | smtplib.SMTPException) -> str:
    if isinstance(error, ConnectionRefusedError):
        return "no mail server answers at its address"
    if isinstance(error, TimeoutError):
        return "the mail server is too slow"
    if isinstance(error, socket.gaierror):
        return "there is no machine of the mail server’s name"
    if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return "the mail server offers no encryption that can be trusted"
    return "the mail server cannot be reached"


def _hand_over(server: smtplib.SMTP, sender: str, address: str, message: EmailMessage) -> None:
    data = _dotted(message.message(policy=email.policy.SMTP).as_bytes())
    try:
        server.ehlo_or_helo_if_needed()
        _answer(*server.mail(sender), wanted=(250,))
        _answer(*server.rcpt(address), wanted=(250, 251))
        _answer(*server.docmd("data"), wanted=(354,))
    except (OSError, smtplib.SMTPException) as error:
        raise AwayError("the mail server stopped answering") from error
    try:
        server.send(data)
        code, words = server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise UnsureError("the mail server took it and did not say so") from error
    _answer(code, words, wanted=(250,))


def _dotted(data: bytes) -> bytes:
    """As it goes over the wire: a line that begins with a dot gets another, and a dot alone ends it (4.5.2)."""
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines) + b"\r\n.\r\n"


def _answer(code: int, _words: bytes, *, wanted: tuple[int, ...]) -> None:
    """The server's words are not kept: they may repeat the address."""
    if code in wanted:
        return
    if code == 421:  # it is going away (3.8)
        raise AwayError("the mail server turns us away (421)")
    if code in _SYNTAX_OR_SIGN_IN:
        raise NeverError(f"the mail server refuses it ({code})")
    raise NotNowError(f"the mail server put it off ({code})")


def _put_down(connection: Any, message: EmailMessage) -> None:
    try:
        connection.send_messages([message])
    except OSError as error:
        raise AwayError("the folder for letters cannot be written") from error


CHANNEL = Channel("mail", deliver)
