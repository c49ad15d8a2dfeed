"""A telephone number typed in full-width signs is kept so that it can be dialled and found."""

import pytest

from customers.services import customer_create, customer_update

pytestmark = pytest.mark.django_db


def test_full_width_digits_become_plain(counter, now):
    customer = customer_create(by=counter, now=now, name="王芳家", tier="other", phone=" １３８００００１２３４ ")
    assert customer.phone == "13800001234"
    customer_update(customer_id=customer.pk, by=counter, now=now, phone="（０１０）８８８８６６６６")
    customer.refresh_from_db()
    assert customer.phone == "(010)88886666"
