"""T3, T6: the board shows every waiting job in order, with why, when its answer is due and how long it will wait."""

from datetime import timedelta

import pytest

from tickets.queue_selectors import BOUND, PAGE, Filters, board

pytestmark = pytest.mark.usefixtures("at_now")


@pytest.fixture
def page(client_of, technician):
    """page("?tier=agent") -> the board as the technician sees it."""
    client = client_of(technician)
    return lambda query="": client.get(f"/queue/{query}")


def rows(response):
    return [row.job.job_no for row in response.context["board"].rows]


def text(response):
    return " ".join(response.content.decode().split())


def test_in_order_with_places_and_reasons(page, make_customer, make_job, now):
    household = make_job(make_customer("other"), purpose="entertainment", opened_at=now - timedelta(days=2))
    agent = make_job(make_customer("agent"), severity="major")
    response = page()
    assert rows(response) == [agent.job_no, household.job_no]
    assert [row.position for row in response.context["board"].rows] == [1, 2]
    for word in ("Agent", "For work", "Major fault", "Other customer", "Entertainment", "Ordinary fault", "First time"):
        assert word in text(response)
    assert f"{agent.job_no} goes before it: that customer&#x27;s tier comes first." in text(response)
    assert "First in the queue." in text(response)


def test_alike_jobs_are_told_apart_by_arrival(page, waiting_jobs):
    first, _second = waiting_jobs(2)
    assert f"{first.job_no} goes before it: the two are alike in everything" in text(page())


def test_what_would_move_it(page, make_customer, make_job):
    make_job(make_customer("network"), purpose="entertainment", domain="software", brand_class="compatible")
    shown = text(page())
    for words in (
        "A manager expedites it, with a reason and an end.",
        "The customer turns out to belong to a higher tier: Industry customer.",
        "The machine turns out to be a tool for earning or work.",
        "The fault turns out to be major.",
        "The fault turns out to have been tried before and not solved.",
        "The fault turns out to be hardware.",
        "The machine turns out to be a brand machine.",
    ):
        assert words in shown


def test_nothing_but_the_end_of_its_expedite_moves_the_very_best(page, make_customer, make_job, now):
    facts = {"severity": "major", "repeat": True, "brand_class": "brand", "expedite_reason": "急"}
    make_job(make_customer("agent"), expedite_until=now + timedelta(hours=1), **facts)
    shown = text(page())
    assert "<ul><li>The expedite ends.</li></ul>" in shown
    assert "Expedited until 10-15 11:00: 急" in shown


def test_when_the_answer_is_due_and_how_it_stands(page, make_customer, make_job, now, counter):
    customer = make_customer()
    make_job(customer, opened_at=now - timedelta(hours=25))
    make_job(customer, opened_at=now - timedelta(hours=21))
    make_job(customer, opened_at=now)
    answered = {"answered_at": now, "answer": "x", "answer_channel": "phone", "answered_by": counter}
    make_job(customer, opened_at=now - timedelta(hours=30), **answered)
    states = {row.job.opened_at: row.answer for row in page().context["board"].rows}
    assert states == {
        now - timedelta(hours=30): "answered_late",
        now - timedelta(hours=25): "late",
        now - timedelta(hours=21): "soon",
        now: "in_time",
    }


def test_the_answer_keeps_the_terms_of_the_day_it_was_logged(page, make_customer, make_job, now, company_manager):
    from rulebook.models import Parameter
    from servicedesk.clock import local_date

    Parameter.objects.create(
        key="answer_hours", value="2", valid_from=local_date(now), reason="x", by=company_manager, at=now
    )
    customer = make_customer()
    before = make_job(customer, opened_at=now - timedelta(days=1))
    since = make_job(customer, opened_at=now)
    due = {row.job.job_no: row.due for row in page().context["board"].rows}
    assert due == {before.job_no: now, since.job_no: now + timedelta(hours=2)}


def test_narrowed_it_keeps_the_places_of_the_whole_queue(page, make_customer, make_job):
    make_job(make_customer("agent"))
    software = make_job(make_customer("industry"), domain="software")
    household = make_job(make_customer("other"))
    assert rows(page("?tier=other")) == [household.job_no]
    assert rows(page("?domain=software")) == [software.job_no]
    assert [row.position for row in page("?tier=other").context["board"].rows] == [3]


def test_an_expedited_job_is_found_under_its_tier(page, make_customer, make_job):
    customer = make_customer("other")
    ordinary, expedited = make_job(customer), make_job(customer, expedite_reason="x")
    make_job(make_customer("agent"))
    assert rows(page("?tier=other")) == [expedited.job_no, ordinary.job_no]


@pytest.mark.parametrize("words", ["G0077", "g0077", "联想", "SN-44", "蓝屏", "李梅 蓝屏", "13800"])
def test_found_by_what_people_have_at_hand(words, page, make_customer, make_machine, make_job):
    customer = make_customer(name="李梅", phone="13800001111")
    machine = make_machine(customer, serial="SN-4471", model="联想 M50")
    wanted = make_job(customer, machine=machine, job_no="G0077", fault="开机蓝屏")
    make_job(make_customer(name="别人"), job_no="G0078", fault="无网络")
    assert rows(page(f"?q={words}")) == [wanted.job_no]


def test_nothing_found_and_nobody_waiting(page, waiting_jobs):
    assert "Nobody waits." in text(page())
    waiting_jobs(1)
    assert "No waiting job matches." in text(page("?q=zzz"))


@pytest.mark.parametrize("query", ["?tier=king", "?domain=magic", "?after=nothing", "?q=" + "x" * 5000, "?tier="])
def test_a_query_that_means_nothing_is_no_error(query, page, waiting_jobs):
    waiting_jobs(1)
    assert page(query).status_code == 200


def test_page_by_page_each_job_once(page, waiting_jobs):
    jobs = waiting_jobs(PAGE + 3)
    first = page()
    assert len(rows(first)) == PAGE
    after = first.context["board"].next_after
    assert f"after={after}" in text(first)
    second = page(f"?after={after}")
    assert rows(first) + rows(second) == [job.job_no for job in jobs]
    assert [row.position for row in second.context["board"].rows] == [51, 52, 53]
    assert second.context["board"].next_after == ""


def test_the_next_page_keeps_the_filters(page, waiting_jobs):
    waiting_jobs(PAGE + 1)
    assert "?tier=other&amp;domain=hardware&amp;after=" in text(page("?tier=other&domain=hardware"))


def test_counted_to_a_bound(waiting_jobs, monkeypatch, now):
    monkeypatch.setattr("tickets.queue_selectors.BOUND", 3)
    monkeypatch.setattr("tickets.queue_selectors.count_to_bound.__defaults__", (3,))
    waiting_jobs(5)
    seen = board(filters=Filters(), now=now, size=2)
    assert (seen.waiting.number, seen.waiting.more) == (3, True)
    behind = board(filters=Filters(), after=seen.next_after, now=now, size=3)
    assert [row.position for row in behind.rows] == [3, None, None]
    assert BOUND == 1000


def test_typed_words_bring_the_part_alone(client_of, technician, waiting_jobs):
    waiting_jobs(1)
    response = client_of(technician).get("/queue/", headers={"hx-request": "true"})
    assert "<html" not in response.content.decode()
    assert "HX-Request" in response.headers["Vary"]


@pytest.mark.parametrize("count", [2, 50])
def test_a_fixed_number_of_queries(count, client_of, technician, waiting_jobs, make_machine, django_assert_num_queries):
    jobs = waiting_jobs(count)
    for job in jobs[:10]:
        job.machine = make_machine(job.customer)
        job.save()
    client = client_of(technician)
    # session, user, permissions (2); page, numbers of the rules, put-backs; pace (3); count
    with django_assert_num_queries(12):
        client.get("/queue/")


def test_narrowed_a_fixed_number_too(client_of, technician, waiting_jobs, django_assert_num_queries):
    waiting_jobs(50)
    client = client_of(technician)
    with django_assert_num_queries(15):  # and the job of `after`, the places, the second run of a tier's ranks
        client.get(f"/queue/?tier=other&after={'G2610000021'}")
