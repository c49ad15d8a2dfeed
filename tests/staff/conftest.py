"""The sign-in page as a browser uses it."""

import pytest
from django.test import Client

from tests.conftest import PASSWORD


@pytest.fixture
def browser():
    """browser(address="10.0.0.1") -> a browser that nobody has signed in with yet."""

    def make(address="10.0.0.1"):
        return Client(headers={"accept-language": "en"}, REMOTE_ADDR=address)

    return make


@pytest.fixture
def sign_in_as(browser):
    """sign_in_as("t1", password, address) -> the answer of the sign-in page."""

    def send(number, password=PASSWORD, address="10.0.0.1", **more):
        return browser(address).post("/sign-in/", {"username": number, "password": password, **more})

    return send


@pytest.fixture
def staff_form():
    """staff_form(**fields) -> what the form of a person's record sends."""

    def make(**fields):
        return {"name": "小丁", "roles": ["technician"], "works_on": "both", "in_station": "on", **fields}

    return make
