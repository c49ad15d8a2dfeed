"""The queue's part of the home page: what waits for me, what comes next, what is late."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from tickets.selectors import find_jobs, work_of


@pytest.fixture
def shown(now, client_of):
    """shown(user) -> the queue's part of their home page."""

    def render(user):
        request = RequestFactory().get("/")
        request.user = user
        return render_to_string("tickets/_work.html", {"work": work_of(user, now)}, request)

    return render


def test_a_technician_sees_their_jobs_and_what_comes_next(make_customer, make_job, make_staff, now, shown):
    me = make_staff("T8", roles={"technician"}, works_on="hardware")
    customer = make_customer()
    mine = make_job(customer, technician=me)
    make_job(customer, domain="software", severity="major")
    mine_next = make_job(customer, domain="hardware")
    work = work_of(me, now)
    assert [row.job for row in work.mine] == [mine]
    assert [row.job for row in work.head] == [mine_next]
    assert work.waiting.number == 2
    assert "Take the next job" in shown(me)


def test_the_counter_sees_the_head_without_a_button(make_customer, make_job, counter, now, shown):
    make_job(make_customer())
    page = shown(counter)
    assert "Head of the queue" in page
    assert "Take the next job" not in page


def test_a_manager_sees_how_many_answers_are_late(make_customer, make_job, service_manager, technician, now, shown):
    customer = make_customer()
    make_job(customer, opened_at=now - timedelta(hours=24))
    make_job(customer, opened_at=now - timedelta(hours=24, seconds=1))
    make_job(customer, opened_at=now - timedelta(hours=30), technician=technician)
    assert work_of(service_manager, now).late.number == 2
    assert "answers are late" in shown(service_manager)
    assert "answers are late" not in shown(technician)


def test_a_fixed_number_of_queries(waiting_jobs, make_job, technician, now, django_assert_num_queries):
    for job in waiting_jobs(20):
        make_job(job.customer, technician=technician)
    with django_assert_num_queries(18):
        work_of(technician, now)


def test_found_by_number_in_any_case_whatever_became_of_it(make_customer, make_job, now):
    job = make_job(make_customer(), job_no="G0077", closed_at=now)
    make_job(make_customer(), job_no="G00771")
    assert find_jobs(" g0077 ") == [job]


def test_found_by_what_it_mentions_newest_first(make_customer, make_job):
    customer = make_customer(name="李梅")
    first, second = make_job(customer, fault="蓝屏"), make_job(customer, fault="又蓝屏")
    make_job(make_customer(name="别人"), fault="蓝屏")
    assert find_jobs("李梅 蓝屏") == [second, first]
    assert find_jobs("   ") == []
