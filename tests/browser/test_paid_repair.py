"""A paid repair (L4, P, A5): quoted on the bench, accepted by phone, repaired, settled, collected by finance."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looks import each_flow
from tests.browser.words import label, say_in
from tickets.models import Job

pytestmark = pytest.mark.browser


@pytest.fixture
def item(make_customer, make_job, counter, technician, present):
    """A household's board with damage by the user, whose job the technician has in work."""
    from returns.models import ReturnedItem
    from returns.services import NewItem, goods_receive, remedy_choose
    from returns.services.choosing import Wish

    customer = make_customer(name="王芳家", contact="王小芳", phone="13800001111")
    board = {"product": "主板", "category": "board", "condition": "faulty", "fault": "进水，不开机", "serial": "SN1"}
    paper = goods_receive(by=counter, now=present, customer=customer, items=[NewItem(**board, packaging_complete=True)])
    item = paper.items.get()
    job = make_job(customer, technician=technician, fault="进水，不开机", opened_at=present)
    ReturnedItem.objects.filter(pk=item.pk).update(job=job)
    remedy_choose(item_id=item.pk, by=counter, now=present, wish=Wish("repair"))
    return item


def _step(desk, words: str):
    """Opens a step on the item's page and gives its form."""
    step = desk.locator("details.step").filter(has=desk.locator("summary", has_text=words))
    step.locator("summary").first.click()
    return step.locator("form")


def _send(form):
    with form.page.expect_navigation():
        form.locator("button[type=submit]").click()
    expect(form.page.locator(".notice-success")).to_be_visible()


@each_flow
def test_a_paid_repair_from_the_bench_to_the_cash_desk(
    page, sign_in, sound, shot, technician, counter, finance, item, language, size
):
    say = say_in(language)
    address = f"/returns/items/{item.item_no}/"

    bench = page(language, size)
    sign_in(bench, technician)
    bench.goto(address)
    _send(_step(bench, say("Give to a technician")))  # the job's technician is chosen already
    bench.goto("/")
    sound(bench, language)
    shot(bench, "repair-home")
    bench.locator("section[aria-labelledby=bench] a").first.click()

    form = _step(bench, say("Make a quote"))
    shot(bench, "repair-quote-form")
    form.locator("[name=lines-0-price]").fill("80")
    form.locator("[name=lines-1-text]").fill("南桥芯片")
    form.locator("[name=lines-1-price]").fill("120.5")
    sound(bench, language)
    _send(form)
    item.refresh_from_db()
    quote = item.quotes.get()
    assert (item.state, str(quote.total), quote.lines.first().text) == ("quoted", "200.50", say("Labour", "quote line"))
    shot(bench, "repair-quoted")

    paper = page(language, size)
    paper.goto(f"/v/{item.paper.token}/")
    expect(paper.get_by_text(say("Waiting for your answer to our quote", "goods"))).to_be_visible()
    assert "200" not in paper.locator("main").inner_text()
    shot(paper, "repair-status")

    desk = page(language, size)
    sign_in(desk, counter)
    desk.goto("/")
    expect(desk.locator("section[aria-labelledby=open-quotes]")).to_contain_text(quote.quote_no)
    shot(desk, "repair-counter-home")
    desk.goto(f"/quotes/{quote.quote_no}/")
    sound(desk, language)
    shot(desk, "repair-quote-print")
    desk.goto(address)
    form = _step(desk, say("The customer's answer to the quote"))
    form.get_by_label(label(say("The customer's answer"))).select_option("accepted")
    shot(desk, "repair-answer")
    _send(form)

    bench.goto(address)
    form = _step(bench, say("Repaired"))
    form.get_by_label(label(say("What was done"))).fill("清洗并更换南桥")
    form.get_by_text(say("Parts put in")).click()
    form.locator("[name=parts-0-name]").fill("南桥芯片")
    form.locator("[name=parts-0-new_serial]").fill("nb-77")
    shot(bench, "repair-done-form")
    sound(bench, language)
    _send(form)
    assert Job.objects.get(items=item).status == "closed"  # his own job, over with it

    desk.goto(address)
    form = _step(desk, say("Settle the repair"))
    form.locator("[name=discount]").fill("0.5")
    shot(desk, "repair-settle-form")
    sound(desk, language)
    _send(form)
    shot(desk, "repair-settled")
    for size_of_paper in ("a5", "a4", "80mm"):
        desk.goto(f"/quotes/{quote.quote_no}/settlement/?paper={size_of_paper}")
        sound(desk, language)
        shot(desk, f"repair-settlement-{size_of_paper}")

    money = page(language, size)
    sign_in(money, finance)
    money.goto("/")
    money.get_by_role("link", name=re.compile(re.escape(say("Collect the repair charge", "hand-over")))).first.click()
    money.get_by_label(label(say("Number of the booking"))).fill("2026-77")
    money.keyboard.press("Enter")
    money.wait_for_url("**/handovers/")
    item.refresh_from_db()
    assert (item.state, item.finding, item.out) == ("ready", "repaired", 0)


@each_flow
def test_an_outside_repair_out_and_back(page, sign_in, sound, shot, counter, item, language, size):
    desk, say = page(language, size), say_in(language)
    sign_in(desk, counter)
    desk.goto(f"/returns/items/{item.item_no}/")
    form = _step(desk, say("Send to an outside repairer"))
    form.get_by_label(label(say("Repairer"))).fill("宏图维修")
    sound(desk, language)
    _send(form)
    form = _step(desk, say("Back from the outside repairer"))
    expect(form.locator(".notice-info")).to_be_visible()  # no quote stands: the customer pays nothing (L4)
    form.get_by_label(label(say("Repaired"))).select_option("no")
    form.locator("[name=cost]").fill("20")
    shot(desk, "outside-back")
    sound(desk, language)
    _send(form)
    sound(desk, language)
    shot(desk, "outside-done")
    item.refresh_from_db()
    assert (item.state, item.finding, item.handovers.get().amount) == ("chosen", "unrepairable", 20)
