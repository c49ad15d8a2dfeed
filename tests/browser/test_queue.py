"""The queue (T2, T3, T5): its order and why, and a job's way through several hands."""

import pytest
from playwright.sync_api import expect

from tests.browser.keys import Keys
from tests.browser.looks import each_flow
from tests.browser.words import label, say_in
from tickets.models import Job

pytestmark = pytest.mark.browser


@pytest.fixture
def waiting(make_customer, make_job, ago) -> dict[str, Job]:
    """Three jobs, logged in the opposite order of their turn: the agent's last."""
    household = make_customer("other", name="李雷")
    school = make_customer("industry", name="第一中学")
    agent = make_customer("agent", name="临河县恒信电脑")
    return {
        "household": make_job(household, fault="显示器花屏", severity="major", opened_at=ago(hours=9)),
        "school": make_job(school, fault="教务主机蓝屏", opened_at=ago(hours=5)),
        "agent": make_job(agent, fault="主板不通电", opened_at=ago(hours=1)),
    }


def _order(desk) -> list[str]:
    desk.goto("/queue/")
    return desk.locator("#board tbody .row-link").all_inner_texts()


def _step(desk, words: str):
    """Opens a step on the job's page and gives its form."""
    step = desk.locator("details.step").filter(has=desk.locator("summary", has_text=words))
    step.locator("summary").click()
    return step.locator("form")


def _send(form):
    with form.page.expect_navigation():
        form.locator("button[type=submit]").click()


@each_flow
def test_the_board_says_who_is_next_and_why(page, sign_in, sound, counter, waiting, language, size):
    desk, say = page(language, size), say_in(language)
    sign_in(desk, counter)
    assert _order(desk) == [waiting[who].job_no for who in ("agent", "school", "household")]
    last = desk.locator("#board tbody tr").last
    assert say("Other customer", "tier") in last.inner_text()
    assert say("Major fault", "why") in last.inner_text()
    last.get_by_text(say("Explain")).click()
    assert last.get_by_text(say("What would move it:")).is_visible()
    assert last.get_by_text(say("A manager expedites it, with a reason and an end.")).is_visible()
    sound(desk, language)

    desk.get_by_label(label(say("Job, customer, machine or fault"))).fill("第一")
    expect(desk.locator("#board tbody .row-link")).to_have_text([waiting["school"].job_no])


@each_flow
def test_a_job_is_taken_put_back_expedited_closed_and_reopened(
    page, sign_in, sound, technician, other_technician, service_manager, waiting, language, size
):
    phone, say = page(language, size), say_in(language)
    sign_in(phone, technician)
    phone.goto("/queue/")
    phone.get_by_role("button", name=say("Take the next job")).click()
    phone.wait_for_url(f"**/jobs/{waiting['agent'].job_no}/")
    assert technician.name in phone.locator(".page-head").inner_text()
    sound(phone, language)
    form = _step(phone, say("Put back into the queue"))
    _send(form)
    assert phone.locator(".invalid-feedback").first.is_visible()  # not without a reason (T5)
    form = phone.locator("details.step[open] form")
    form.get_by_label(label(say("Reason"))).fill("缺主板，等到货")
    _send(form)
    assert _order(phone)[0] == waiting["agent"].job_no

    boss = page(language, "desk" if size == "phone" else "phone")
    sign_in(boss, service_manager)
    boss.goto(f"/jobs/{waiting['household'].job_no}/")
    form = _step(boss, say("Expedite"))
    form.get_by_label(label(say("Reason"))).fill("客户明早出差")
    _send(form)
    sound(boss, language)
    assert _order(boss) == [waiting[who].job_no for who in ("household", "agent", "school")]
    assert say("Expedited", "why") in boss.locator("#board tbody tr").first.inner_text()

    other = page(language, size)
    sign_in(other, other_technician)
    other.goto("/")
    other.get_by_role("button", name=say("Take the next job")).click()
    other.wait_for_url(f"**/jobs/{waiting['household'].job_no}/")
    form = _step(other, say("Close the job"))
    form.get_by_label(label(say("Outcome"))).select_option("solved")
    form.get_by_label(label(say("What was done, or why it was cancelled"))).fill("更换屏线")
    _send(form)
    assert say("Closed", "job status") in other.locator(".page-head").inner_text()
    assert waiting["household"].job_no not in _order(other)

    other.goto(f"/jobs/{waiting['household'].job_no}/")
    form = _step(other, say("Reopen the job"))
    form.get_by_label(label(say("Reason"))).fill("半小时后又花屏")
    _send(form)
    assert say("Waiting", "job status") in other.locator(".page-head").inner_text()
    history = other.locator(".timeline").inner_text()
    for told in ("客户明早出差", "更换屏线", "半小时后又花屏", other_technician.name, service_manager.name):
        assert told in history
    sound(other, language)
    job = Job.objects.get(pk=waiting["household"].pk)
    assert (job.status, job.repeat) == ("waiting", True)


def test_a_job_logged_by_keyboard_stands_where_it_belongs(page, sign_in, sound, counter, waiting, make_customer):
    customer = make_customer("network", name="飞宇网吧", phone="13500008888")
    desk = page("zh", "desk")
    sign_in(desk, counter)
    desk.goto("/jobs/new/")
    desk.locator("[name=customer]").focus()
    keys = Keys(desk)
    keys.choose("8888")
    keys.fill(domain="ArrowDown", severity="ArrowDown", purpose="ArrowDown", fault="收银机不开机")
    sound(desk, "zh")
    keys.save("**/jobs/G*/")
    job = Job.objects.get(customer=customer)
    assert (job.severity, job.purpose, job.domain, job.fault) == ("major", "work", "hardware", "收银机不开机")
    assert _order(desk) == [each.job_no for each in (waiting["agent"], waiting["school"], job, waiting["household"])]
