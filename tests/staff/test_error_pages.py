"""What goes wrong is said on a page of the desk, with what to do."""

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from servicedesk import views


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/no/such/page/", 404, "Nothing here"),
        ("/staff/", 403, "Not yours to open"),
        ("/search/?q=%00", 400, "not understood"),
    ],
)
def test_the_page_says_what_to_do(client_of, counter, address, status, words):
    page = client_of(counter).get(address)
    assert page.status_code == status
    assert words in page.content.decode()
    assert 'href="/"' in page.content.decode()


def test_a_stranger_learns_nothing_from_a_missing_page(client):
    assert client.get("/no/such/page/").status_code == 404


class NoDatabase:
    """A person who cannot be asked for, as when the database is down."""

    @property
    def is_authenticated(self):
        raise OperationalError


def test_what_broke_is_said_even_without_a_database():
    request = RequestFactory().get("/")
    request.user = NoDatabase()
    page = views.server_error(request)
    assert page.status_code == 500
    for words in ("系统出了问题", "Something broke on our side"):
        assert words in page.content.decode()


def test_what_broke_is_said_in_the_readers_language(rf, counter):
    request = rf.get("/")
    request.user = counter
    page = views.server_error(request)
    assert page.status_code == 500
    assert "500" not in page.content.decode()[:200]
