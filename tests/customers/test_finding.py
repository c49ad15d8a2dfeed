"""Customers and machines are found by any part of what people have at hand."""

import pytest

from customers.selectors import find_customers, find_machines, machines_by_serial


@pytest.fixture
def zhang(make_customer):
    return make_customer(
        "agent", name="诸暨宏达电脑有限公司", contact="张丽", phone="0575-8765 4321", address="人民路 18 号",
        customer_no="K0007",
    )  # fmt: skip


@pytest.fixture
def others(make_customer):
    return [make_customer(name=name) for name in ("蓝天网吧", "王芳", "Lenovo Service")]


@pytest.mark.parametrize(
    "words",
    [
        "宏达",
        "诸暨宏达电脑有限公司",
        "达电",
        "张丽",
        "丽",
        "k0007",
        "K0007",
        "Ｋ０００７",
        "0575-87654321",
        "87654321",
        "4321",
        "８７６５",
        "0575 4321",
        "zl",
        "ZL",
        "zhangli",
        "Zhang Li",
        "zjhd",
        "hongda",
        "人民路",
        "宏达 张",
        "张 宏达",
        "人民路 zl 4321",
    ],
)
def test_a_customer_is_found_by(zhang, others, words):
    assert find_customers(words) == [zhang]


@pytest.mark.parametrize("words", ["宏达 王芳", "张王", "999", "K00070", "🙂", "%", "_"])
def test_and_not_by_what_does_not_match(zhang, others, words):
    assert find_customers(words) == []


@pytest.mark.parametrize("words", ["", "   ", "-", "|", "\t\n"])
def test_nothing_typed_finds_nothing(zhang, words):
    assert find_customers(words) == []
    assert find_machines(words) == []


def test_of_several_phones_each_is_whole(make_customer):
    two = make_customer(phone="138 0013 8000 / 0575-8765432")
    for words in ("13800138000", "05758765432"):
        found = find_customers(words)
        assert (found, found[0].match) == ([two], 0)


def test_no_match_runs_from_one_part_into_the_next(make_customer):
    make_customer(name="王小", contact="明亮")
    assert find_customers("小明") == []


def test_a_surname_is_found_in_each_of_its_readings(make_customer):
    zeng = make_customer(name="曾志伟")
    for words in ("zzw", "zengzhiwei", "czw"):
        assert find_customers(words) == [zeng]


@pytest.mark.parametrize(
    "words", ["PF-3XK9Z1", "pf3xk9z1", "3XK9", "ＰＦ３Ｘ", "thinkpad", "联想", "lx", "联想 xk9", "J0042"]
)
def test_a_machine_is_found_by(zhang, make_machine, words):
    wanted = make_machine(zhang, machine_no="J0042", serial="PF-3XK9Z1", model="联想 ThinkPad E14")
    make_machine(zhang, serial="OTHER1", model="戴尔 Vostro")
    assert find_machines(words) == [wanted]


@pytest.mark.parametrize("serial", ["AB-12 34", "ab1234", "AB1234", "ＡＢ１２３４", " ab-1234 "])
def test_a_serial_number_is_the_same_however_it_is_written(zhang, make_machine, serial):
    same = make_machine(zhang, serial="AB-1234")
    make_machine(zhang, serial="AB-12345")
    make_machine(zhang, serial="X1", model="AB1234")
    assert machines_by_serial(serial) == [same]


@pytest.mark.parametrize("serial", ["", " ", "-", "AB12345X", "🙂"])
def test_an_unknown_serial_number_finds_nothing(zhang, make_machine, serial):
    make_machine(zhang, serial="AB-1234")
    make_machine(zhang, serial="")
    assert machines_by_serial(serial) == []


def test_what_is_corrected_is_found_at_once(zhang, now):
    from customers.services import customer_update

    customer_update(customer_id=zhang.pk, by=None, now=now, name="红星电脑")
    assert find_customers("hongxing") == [zhang]
    assert find_customers("宏达") == []
