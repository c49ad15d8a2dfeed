"""From a notice to the recorded answer in two taps; why a date is when it is; the boards."""

import pytest
from playwright.sync_api import expect

from deadlines.services import sweep
from tests.browser.looks import each_flow
from tickets.services import job_open

pytestmark = pytest.mark.browser
WORDS = {
    "zh": {"notices": "通知", "answer": "答复", "told": "记录", "saved": "答复已记录", "why": "为什么是这个时间"},
    "en": {
        "notices": "Notices",
        "answer": "Answer",
        "told": "Record",
        "saved": "answer is recorded",
        "why": "Why then",
    },
}


@pytest.fixture
def late_job(counter, service_manager, make_customer, present, ago):
    """A job that nobody answered for 25 hours, and one that is due in an hour."""
    customer = make_customer("network", name="星海网吧", phone="13800000003")
    facts = {"domain": "hardware", "severity": "major", "purpose": "work", "by": counter, "customer": customer}
    late = job_open(**facts, fault="收银机不开机", now=ago(hours=25))
    job_open(**facts, fault="路由器断线", now=ago(hours=23))
    sweep(now=present)
    return late


@each_flow
def test_d1_two_taps_from_the_notice_to_the_answer(page, sign_in, shot, axe, counter, late_job, language, size):
    desk, words = page(language, size), WORDS[language]
    sign_in(desk, counter)
    desk.goto("/")
    expect(desk.locator(".bell-number")).to_have_text("2")  # one miss, and one digest of two warnings that come late
    desk.get_by_role("link", name=words["notices"]).click()
    axe(desk)
    shot(desk, "inbox")
    desk.get_by_role("button", name=words["answer"]).first.click()  # the first tap
    form = desk.locator("details[open] form[action$='/answer/']")
    expect(form).to_be_visible()
    form.locator("[name=answer]").fill("明天上午派人上门")
    form.locator("[name=channel]").select_option("phone")
    form.locator("button[type=submit]").click()  # the second
    expect(desk.locator(".notice-success")).to_be_visible()
    late_job.refresh_from_db()
    assert late_job.answer == "明天上午派人上门"
    shot(desk, "answered")


@each_flow
def test_the_board_leads_to_why_a_date_is_when_it_is(
    page, sign_in, shot, axe, service_manager, late_job, language, size
):
    desk, words = page(language, size), WORDS[language]
    sign_in(desk, service_manager)
    desk.goto("/deadlines/")
    axe(desk)
    shot(desk, "board")
    desk.locator("#board tbody a.row-link").first.click()
    expect(desk.get_by_role("heading", name=words["why"])).to_be_visible()
    axe(desk)
    shot(desk, "why")


@each_flow
def test_how_i_am_told_and_the_robots(page, sign_in, shot, axe, service_manager, present, language, size):
    from notices.services import robot_save

    robot_save(
        robot_id=None, by=service_manager, now=present, name="售后群", channel="wecom",
        url="https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1", secret="", is_on=True,
    )  # fmt: skip
    desk = page(language, size)
    sign_in(desk, service_manager)
    for address in ("/notices/settings/", "/notices/robots/", "/notices/robots/new/"):
        desk.goto(address)
        axe(desk)
        shot(desk, address.strip("/").replace("/", "-"))
