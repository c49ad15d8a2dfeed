"""Real mail and web servers on this machine, well and ill: slow, failing, hanging, dribbling."""

import socketserver
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

SLOW = 0.2  # of the 0.4 seconds of patience that tests have


class _Web(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        owner = self.server.owner
        owner.asked.append((self.path, dict(self.headers), body))
        owner.behave(self)

    def log_message(self, *_args):
        pass


class WebServer:
    """A web server that keeps what it was asked; `mood` says how it answers."""

    def __init__(self):
        self.asked: list[tuple] = []
        self.mood = "well"
        self.answer = b'{"errcode": 0}'
        self.over = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _Web)
        self.server.daemon_threads = True
        self.server.owner = self
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/robot/send?access_token=1"

    def behave(self, request):
        if self.mood == "hanging":
            self.over.wait(30)
            return
        if self.mood == "failing":
            request.send_error(500)
            return
        if self.mood == "dribbling":
            while not self.over.is_set():
                request.wfile.write(b"H")
                time.sleep(0.05)
            return
        if self.mood == "slow":
            self.over.wait(SLOW)
        request.send_response(200)
        request.send_header("Content-Length", str(len(self.answer)))
        request.end_headers()
        if self.mood == "silent after 200":
            self.over.wait(30)
            return
        request.wfile.write(self.answer)

    def close(self):
        self.over.set()
        self.server.shutdown()
        self.server.server_close()


class _Mail(socketserver.StreamRequestHandler):
    def handle(self):
        owner, letter = self.server.owner, []
        if owner.mood == "hanging":
            owner.over.wait(30)
            return
        if owner.mood == "dribbling":
            while not owner.over.is_set():
                self.wfile.write(b"2")
                time.sleep(0.05)
            return
        self._say("220 here")
        while line := self.rfile.readline():
            word = line.strip().upper()
            if word == b"DATA":
                self._say("354 go on")
                while (part := self.rfile.readline()) != b".\r\n" and part:
                    letter.append(part)
                if owner.mood == "failing":
                    self._say("451 try later")
                    continue
                if owner.mood == "slow":
                    owner.over.wait(SLOW)
                owner.letters.append(b"".join(letter).decode())
                self._say("250 taken")
            elif word.startswith(b"QUIT"):
                if owner.mood == "hanging at goodbye":
                    owner.over.wait(30)
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _say(self, words: str):
        self.wfile.write(words.encode() + b"\r\n")


class _MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class MailServer:
    """A mail server that keeps the letters it took."""

    def __init__(self):
        self.letters: list[str] = []
        self.mood = "well"
        self.over = threading.Event()
        self.server = _MailServer(("127.0.0.1", 0), _Mail)
        self.server.owner = self
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return self.server.server_address[1]

    def close(self):
        self.over.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def web_server():
    server = WebServer()
    yield server
    server.close()


@pytest.fixture
def mail_server(settings):
    """A mail server that the desk's settings name."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.MAIL_READY = True
    settings.EMAIL_TIMEOUT = 1
    yield server
    server.close()
