"""The network: one mail or one POST, each within a bounded time whatever the other side does. No database here."""

import contextlib
import http.client
import smtplib
import socket
import ssl
import threading
from contextlib import contextmanager
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext as _

SECONDS = 10  # for one step (connecting, one read) and, twice as long, for the whole delivery
MOST_ANSWER = 64 * 1024


class NotDelivered(Exception):
    """The message was not taken; the text says why, for the list of what was given up."""


@contextmanager
def _bounded(socket_of):
    """Cuts the connection off after twice `SECONDS`: a server that sends a byte now and then would never time out."""
    over = threading.Event()

    def watch():
        wait = 2 * SECONDS
        while not over.wait(wait):
            wait = 1  # it may have been between two sockets just then
            with contextlib.suppress(OSError, AttributeError):
                socket_of().shutdown(socket.SHUT_RDWR)

    threading.Thread(target=watch, name="patience", daemon=True).start()
    try:
        yield
    finally:
        over.set()


def post(url: str, body: bytes, *, key: UUID) -> bytes:
    """Posts JSON and gives the answer. Raises `NotDelivered` unless the server answers with 2xx; once it has, the
    message counts as taken even if the rest of the answer never comes. Redirects are not followed."""
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    make = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = make(parts.hostname, parts.port, timeout=SECONDS)
    try:
        with _bounded(lambda: connection.sock):
            headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": str(key)}
            connection.request("POST", target, body=body, headers=headers)
            response = connection.getresponse()
            if not 200 <= response.status < 300:
                raise NotDelivered(_("the server answers %(status)s") % {"status": response.status})
            try:
                return response.read(MOST_ANSWER)
            except (OSError, http.client.HTTPException):
                return b""
    except (OSError, http.client.HTTPException, ssl.SSLError, ValueError) as error:
        raise NotDelivered(_plain(error)) from error
    finally:
        connection.close()


class _Mailer(EmailBackend):
    """Django's way to a mail server; `opened` is the connection from its first byte on, before the server has said who
    it is, so that one which never gets that far can be cut off too."""

    opened: smtplib.SMTP | None = None

    @property
    def connection_class(self):
        mailer = self

        class Opened(super().connection_class):
            def connect(self, *args, **more):
                mailer.opened = self
                return super().connect(*args, **more)

        return Opened

    def hang_up(self):
        """Ends the connection without waiting for an answer that may never come."""
        if self.opened is not None:
            self.opened.close()


def mail(*, address: str, heading: str, text: str, key: UUID):
    """Sends one mail. Raises `NotDelivered` unless the mail server has taken it; how it says goodbye does not count."""
    mailer = _Mailer(fail_silently=False)
    headers = {
        "Message-ID": f"<{key}@{settings.MAIL_FROM.rpartition('@')[2] or 'desk'}>",
        "Auto-Submitted": "auto-generated",
    }
    message = EmailMessage(heading, text, settings.MAIL_FROM, [address], headers=headers, connection=mailer)
    try:
        with _bounded(lambda: mailer.opened.sock):
            mailer.open()
            if mailer.send_messages([message]) != 1:
                raise NotDelivered(_("the mail server did not take it"))
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise NotDelivered(_plain(error)) from error
    finally:
        with contextlib.suppress(OSError):
            mailer.hang_up()


def _plain(error: Exception) -> str:
    """The kind of error and its words, without anything that could be a secret address."""
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words}"[:200] if words else type(error).__name__
