"""T5 in the browser: one button takes the next job and opens it."""

import pytest

pytestmark = pytest.mark.usefixtures("at_now")


def test_the_button_takes_the_first_and_opens_it(client_of, technician, waiting_jobs):
    first, _second = waiting_jobs(2)
    client = client_of(technician)
    assert "Take the next job" in client.get("/queue/").content.decode()
    response = client.post("/queue/take/")
    assert response.url == f"/jobs/{first.job_no}/"
    assert "In work" in client.get(response.url).content.decode()


def test_nothing_to_take_is_said(client_of, technician):
    response = client_of(technician).post("/queue/take/", follow=True)
    assert response.redirect_chain == [("/queue/", 302)]
    assert "Nothing waits that you could take now." in response.content.decode()


@pytest.mark.parametrize(
    "role", ["counter", "service_manager", "company_manager", "finance", "warehouse", "purchasing"]
)
def test_nobody_else_has_it(role, cast, client_of, waiting_jobs):
    waiting_jobs(1)
    client = client_of(cast[role])
    assert client.post("/queue/take/").status_code == 403
    queue = client.get("/queue/")
    assert "Take the next job" not in queue.content.decode()
    assert queue.status_code == (403 if role in ("finance", "warehouse", "purchasing") else 200)


def test_only_by_post(client_of, technician):
    assert client_of(technician).get("/queue/take/").status_code == 405


def test_strangers_sign_in_first(client, db):
    for page in ("/queue/", "/jobs/mine/", "/jobs/new/", "/queue/late/", "/jobs/G1/"):
        response = client.get(page)
        assert (response.status_code, response.url.split("?")[0]) == (302, "/sign-in/")
    assert client.post("/queue/take/").status_code == 302


def test_my_jobs_are_mine(client_of, technician, other_technician, make_customer, make_job, django_assert_num_queries):
    customer = make_customer()
    mine = make_job(customer, technician=technician)
    make_job(customer, technician=other_technician)
    make_job(customer)
    client = client_of(technician)
    with django_assert_num_queries(8):  # session, user, permissions (2), jobs, answers, numbers of the rules, put-backs
        response = client.get("/jobs/mine/")
    assert [row.job for row in response.context["rows"]] == [mine]
