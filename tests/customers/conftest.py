"""Forms of customers and machines as a browser sends them."""

from uuid import uuid4

import pytest


@pytest.fixture
def customer_form():
    """customer_form(**fields) -> what the form for a new customer sends: a household unless told otherwise."""

    def make(**fields):
        return {"key": str(uuid4()), "name": "李雷", "tier": "other", "in_urban_area": "unknown", **fields}

    return make


@pytest.fixture
def machine_form():
    """machine_form(**fields) -> what the form for a new machine sends."""

    def make(**fields):
        return {"key": str(uuid4()), "category": "laptop", "brand_class": "brand", **fields}

    return make
