"""Logging a job by keyboard: choosing a customer brings their machines, the machine what the desk knows of it."""

from datetime import timedelta

import pytest

from tests.support.browser import each_look
from tickets.models import Job

pytestmark = pytest.mark.browser


@pytest.fixture
def machine(make_customer, make_machine):
    customer = make_customer("network", name="蓝鲸网吧")
    make_machine(customer, model="旧主机", serial="SN0")
    return make_machine(customer, model="联想 M50", serial="SN1", brand_class="brand")


@each_look
def test_a_job_is_logged(page, sign_in, axe, shot, counter, machine, make_job, language, size):
    from servicedesk import clock

    day = clock.now() - timedelta(days=20)
    before = make_job(machine.customer, machine=machine, opened_at=day, closed_at=day, outcome="solved")
    still_open = make_job(machine.customer, fault="无法上网")
    desk = page(language, size)
    sign_in(desk, counter)
    desk.goto("/jobs/new/")
    desk.locator("#id_customer").fill("蓝鲸")
    desk.get_by_role("option").first.wait_for()
    desk.keyboard.press("Enter")
    desk.locator("#id_machine option", has_text="联想 M50").wait_for(state="attached")
    desk.locator("#known", has_text=still_open.job_no).wait_for()
    desk.locator("#id_machine").select_option(str(machine.pk))
    desk.locator("#id_domain").focus()
    desk.keyboard.press("1")
    desk.locator("#known", has_text=before.job_no).wait_for()
    axe(desk)
    shot(desk, "log-a-job")
    desk.locator("#id_severity").select_option("major")
    desk.locator("#id_fault").fill("不开机")
    desk.locator("#id_purpose").select_option("work")
    with desk.expect_navigation():
        desk.keyboard.press("Control+Enter")
    job = Job.objects.get(fault="不开机", status="waiting")
    assert desk.url.endswith(f"/jobs/{job.job_no}/")
    assert (job.machine, job.repeat, job.brand_class) == (machine, True, "brand")
