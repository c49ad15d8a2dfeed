"""Duplicates are shown while typing, not after saving."""

import pytest


@pytest.fixture
def known(make_customer):
    return make_customer(name="诸暨宏达电脑有限公司", phone="0575-8765 4321", customer_no="K0001")


@pytest.fixture
def similar(known, make_customer, client_of, counter):
    make_customer(name="蓝天网吧", phone="13900139000")
    desk = client_of(counter)

    def ask(**typed):
        return "K0001" in desk.get("/customers/similar/", typed).content.decode()

    return ask


@pytest.mark.parametrize(
    "typed",
    [
        {"phone": "057587654321"},
        {"phone": "0575 8765-4321", "name": "完全不同"},
        {"name": "宏达"},
        {"name": "宏达电脑公司"},
        {"name": "诸暨宏达电脑"},
        {"name": "zjhd"},
    ],
)
def test_the_same_phone_or_a_similar_name_is_shown(similar, typed):
    assert similar(**typed)


@pytest.mark.parametrize(
    "typed", [{}, {"phone": "0575"}, {"phone": "05758765"}, {"name": "宏"}, {"name": "红星公司"}, {"name": "公司"}]
)
def test_what_says_too_little_is_not(similar, typed):
    assert not similar(**typed)


def test_the_record_that_is_being_corrected_is_no_duplicate_of_itself(similar):
    assert not similar(phone="057587654321", **{"except": "K0001"})


def test_a_serial_number_that_is_on_record_is_shown(known, make_machine, client_of, counter):
    make_machine(known, serial="PF-3XK9Z1", machine_no="J0001")
    desk = client_of(counter)
    assert "J0001" in desk.get("/machines/same-serial/?serial=pf3xk9z1").content.decode()
    assert "J0001" not in desk.get("/machines/same-serial/?serial=pf3xk9z1&except=J0001").content.decode()
    assert "J0001" not in desk.get("/machines/same-serial/?serial=pf3x").content.decode()


def test_the_forms_ask_while_typing(known, client_of, counter):
    form = client_of(counter).get("/customers/K0001/edit/").content.decode()
    assert 'hx-get="/customers/similar/?except=K0001"' in form
    form = client_of(counter).get("/customers/K0001/machines/new/").content.decode()
    assert 'hx-get="/machines/same-serial/"' in form
