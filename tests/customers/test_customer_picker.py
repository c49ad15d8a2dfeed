"""One text field asks for a customer everywhere: number, phone or name; without JavaScript as with it."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from customers.forms import CustomerPickerField


@pytest.fixture
def zhang(make_customer):
    return make_customer("agent", agent_kind="local", name="张丽电脑", phone="138-0013 8000", customer_no="K0001")


@pytest.fixture
def wang(make_customer):
    return [make_customer(name="王芳", phone="13900139000", customer_no=number) for number in ("K0002", "K0003")]


@pytest.mark.parametrize(
    "text",
    [
        "K0001",
        "k0001",
        "Ｋ０００１",
        "张丽电脑 K0001",
        "  张丽电脑   k0001 ",
        "13800138000",
        "138-0013 8000",
        "张丽电脑",
        "zldn",
    ],
)
def test_what_names_one_customer_is_that_customer(zhang, wang, text):
    assert CustomerPickerField().clean(text) == zhang


def test_what_the_picker_writes_is_read_back(zhang):
    assert CustomerPickerField().clean(str(zhang)) == zhang


@pytest.mark.parametrize("text", ["王芳", "13900139000", "wf"])
def test_what_several_share_is_asked_back_with_their_numbers(zhang, wang, text):
    with pytest.raises(ValidationError) as refused:
        CustomerPickerField().clean(text)
    message = refused.value.messages[0]
    assert "K0002" in message
    assert "K0003" in message
    assert "K0001" not in message


def test_a_part_of_a_name_is_never_taken_for_the_whole(zhang, wang):
    with pytest.raises(ValidationError, match="K0001"):
        CustomerPickerField().clean("张丽")


@pytest.mark.parametrize("text", ["赵六", "K9999", "张丽电脑 K9999", "🙂", "x" * 141, "张\x00丽", "-", "|"])
def test_what_nobody_is_called_is_refused(zhang, wang, text):
    with pytest.raises(ValidationError):
        CustomerPickerField().clean(text)


def test_nothing_is_refused_only_where_it_is_needed(zhang):
    assert CustomerPickerField(required=False).clean("  ") is None
    with pytest.raises(ValidationError):
        CustomerPickerField().clean("")


def test_a_customer_given_beforehand_is_shown_with_what_the_page_needs_to_know(zhang):
    class Form(forms.Form):
        customer = CustomerPickerField()

    html = str(Form(initial={"customer": zhang})["customer"])
    for part in (
        'value="张丽电脑 K0001"',
        'data-no="K0001"',
        'data-tier="agent"',
        'data-agent-kind="local"',
        "data-picker",
    ):
        assert part in html
    assert 'value="K0001"' in str(Form(initial={"customer": "K0001"})["customer"])


def test_the_list_while_typing(zhang, wang, client_of, counter):
    desk = client_of(counter)
    html = desk.get("/customers/lookup/?q=zl").content.decode()
    for part in (
        'role="option"',
        'data-no="K0001"',
        'data-name="张丽电脑"',
        'data-tier="agent"',
        'data-agent-kind="local"',
    ):
        assert part in html
    assert "K0002" not in html
    assert desk.get("/customers/lookup/?q=").content.decode().strip() == ""
    assert desk.get("/customers/lookup/").content.decode().strip() == ""


def test_the_list_is_short(make_customer, client_of, counter):
    for _i in range(12):
        make_customer(name="王芳")
    assert client_of(counter).get("/customers/lookup/?q=王").content.decode().count('role="option"') == 10


@pytest.mark.parametrize("role", ["finance", "warehouse", "purchasing"])
def test_contact_details_are_not_for_every_role(zhang, client_of, cast, role):
    assert client_of(cast[role]).get("/customers/lookup/?q=zl").status_code == 403
