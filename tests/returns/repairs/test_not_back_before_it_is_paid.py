"""A4, L4: goods of a paid repair are not offered to be given back while its charge waits for a signature."""

import pytest

from returns.way_back_selectors import ready_page

pytestmark = pytest.mark.django_db


def steps_of(client, item) -> tuple[list, str]:
    page = client.get(f"/returns/items/{item.item_no}/")
    return [form.step.value for form, _words, _open in page.context["steps"]], page.context["waits"]


def test_the_page_says_what_is_waited_for_instead(settled, client_of, counter, now):
    item = settled()
    steps, waits = steps_of(client_of(counter), item)
    assert "give_back" not in steps
    assert item.item_no in waits
    assert not ready_page(now=now).groups[0].any_by_hand
