"""From a notice on a phone to what was promised in two taps: the explanation of D4, the delay of D7."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from deadlines.services import sweep
from field_visits.services import Appointment, visit_agree
from returns.services import NewItem, goods_receive
from tests.browser.words import say_in

pytestmark = pytest.mark.browser
each_language = pytest.mark.parametrize("language", ["zh", "en"])


def first_notice(page, language, person, sign_in):
    """The person's phone with the inbox open, and the button beside the newest notice."""
    phone = page(language, "phone")
    sign_in(phone, person)
    phone.goto("/notices/")
    return phone, phone.locator(".inbox-unread button").first


@each_language
def test_d4_the_explanation(page, sign_in, sound, make_customer, counter, present, ago, today, language):
    goods = NewItem(product="内存", category="memory", condition="faulty", packaging_complete=True, fault="蓝屏")
    # Warned of at nine on the seventh day: the eighth is past it at any hour.
    received = goods_receive(by=counter, now=ago(days=8), customer=make_customer("other"), items=[goods])
    item = received.items.get()
    sweep(now=present)
    phone, explain = first_notice(page, language, counter, sign_in)
    explain.click()  # the first tap
    form = phone.locator("details[open] form[action*='explain']")
    expect(form).to_be_visible()
    sound(phone, language)
    form.locator("[name=explanation]").fill("厂家缺货，下周到")
    form.locator("[name=estimate]").fill(date.isoformat(today + timedelta(days=5)))
    form.locator("[name=channel]").select_option("phone")
    form.locator("button[type=submit]").click()  # the second
    expect(phone.locator(".notice-success")).to_be_visible()
    item.refresh_from_db()
    assert item.explained_at
    assert item.reported_at  # one step is both: the customer was told, the manager knows
    assert item.estimate == today + timedelta(days=5)
    phone.goto("/notices/")
    expect(phone.locator(".inbox .badge-state-success")).to_be_visible()  # it says so, and waits for nobody
    expect(phone.locator(".inbox-unread")).to_have_count(0)


@each_language
def test_d7_the_delay(page, sign_in, sound, school, technician, service_manager, present, language):
    say = say_in(language)
    soon = present + timedelta(minutes=20)
    asked = Appointment(customer=school, technician=technician, agreed_at=soon, fits=True)
    visit = visit_agree(by=service_manager, now=present - timedelta(hours=2), asked=asked)
    sweep(now=present)
    phone, explain = first_notice(page, language, technician, sign_in)
    explain.click()  # the first tap
    told = phone.get_by_role("button", name=say("Delay explained to the customer"))
    expect(told).to_be_in_viewport()
    sound(phone, language)
    told.click()  # the second
    expect(phone.locator(".notice-success")).to_be_visible()
    visit.refresh_from_db()
    assert visit.delay_explained_at is not None
