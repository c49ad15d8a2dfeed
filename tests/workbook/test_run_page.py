"""A run's page: the bar while it goes on, counts or faults afterwards, in the reader's language."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from workbook import progress, selectors
from workbook.models import ImportRun

FAULT = ["jobs", 2, "severity", "code", {"value": "=1+1"}, "工单", "故障程度"]


@pytest.fixture
def make_run(service_manager, at_now):
    def make(state, **fields):
        fields = {"uploaded_at": at_now, "uploaded_by": service_manager, "file_name": "十月.xlsx", **fields}
        return ImportRun.objects.create(state=state, **fields)

    return make


@pytest.fixture
def page(client_of, company_manager):
    """page(run) -> text of its page; page(run, "progress/") of the moving part."""

    def get(run, part="", language="en"):
        return client_of(company_manager, language).get(f"/import/{run.pk}/{part}").content.decode()

    return get


def test_while_it_goes_on_the_page_asks_again_every_second(make_run, page, at_now):
    run = make_run("running", claimed_at=at_now)
    progress.mark(run.pk, "writing", 30, 120)
    for part in ("", "progress/"):
        text = page(run, part)
        assert f'hx-get="/import/{run.pk}/progress/" hx-trigger="every 1s"' in text
        assert 'value="25"' in text
        assert "Taking them in · 25 %" in text


def test_without_scripts_the_page_loads_itself_again(make_run, page):
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page(make_run("waiting"))
    assert "refresh" not in page(make_run("done"))


@pytest.mark.parametrize("state", ["done", "refused", "failed"])
def test_when_it_is_over_nobody_asks_any_more(make_run, page, state):
    run = make_run(state, refusal="workbook.broken" if state == "failed" else "")
    assert "hx-trigger" not in page(run, "progress/")


def test_counts_of_what_was_taken_in(make_run, page):
    run = make_run("done", counts={"jobs": {"new": 60, "known": 5, "differs": 1}})
    assert '<th scope="row">jobs</th><td class="num">60</td><td class="num">5</td><td class="num">1</td>' in page(run)
    assert '<th scope="row">工单</th>' in page(run, language="zh-hans")


def test_faults_by_the_files_own_names(make_run, page):
    text = page(make_run("refused", faults=[FAULT]))
    for shown in ("1 thing is wrong", "工单", "故障程度", "“=1+1” is not known", "one of major, ordinary"):
        assert shown in text
    assert "一般" in page(make_run("refused", faults=[FAULT]), language="zh-hans")


def test_of_many_faults_the_first_are_shown_and_all_can_be_downloaded(make_run, page, client_of, company_manager):
    faults = [[FAULT[0], line, *FAULT[2:]] for line in range(2, 702)]
    run = make_run("refused", faults=faults, more_faults=40)
    text = page(run)
    assert text.count("<tr>") == 1 + selectors.SHOWN_FAULTS
    assert "740 things are wrong" in text
    assert "240 more are not shown here" in text
    response = client_of(company_manager).get(f"/import/{run.pk}/faults.xlsx")
    rows = list(load_workbook(BytesIO(response.content)).active.iter_rows())
    assert len(rows) == 701
    assert [cell.value for cell in rows[1]] == [
        "工单", 2, "故障程度", "“=1+1” is not known", "one of major, ordinary",
    ]  # fmt: skip
    assert response["Content-Disposition"] == f'attachment; filename="faults-{run.pk}.xlsx"'


def test_what_people_typed_is_no_formula_in_the_download():
    from workbook.writer import fault_list

    page = load_workbook(BytesIO(fault_list([("=cmd()", 2, "a", "b", "c")]))).active
    assert (page["A2"].value, page["A2"].data_type) == ("=cmd()", "s")


def test_why_a_file_was_not_read(make_run, page):
    assert "protected by a password" in page(make_run("refused", refusal="workbook.password"))
    assert "broke off on our side" in page(make_run("failed", refusal="workbook.broken"))


def test_a_run_that_nobody_comes_for_says_so(make_run, page, at_now):
    assert "over a minute" not in page(make_run("waiting"))
    assert "over a minute" in page(make_run("waiting", uploaded_at=at_now - timedelta(seconds=61)))


def test_the_list_pages_by_key_with_a_fixed_number_of_queries(
    make_run, client_of, company_manager, django_assert_num_queries
):
    client = client_of(company_manager)
    runs = [make_run("done", faults=[FAULT] * 50) for _each in range(3)]
    client.get("/import/")
    with django_assert_num_queries(5) as few:
        client.get("/import/")
    runs += [make_run("done") for _each in range(40)]
    with django_assert_num_queries(len(few)):
        text = client.get("/import/").content.decode()
    assert text.count("十月.xlsx") == 30
    assert f"?before={runs[13].pk}" in text
    text = client.get(f"/import/?before={runs[13].pk}").content.decode()
    assert text.count("十月.xlsx") == 13
