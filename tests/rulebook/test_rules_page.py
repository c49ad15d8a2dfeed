"""The rulebook's page: every rule with the numbers of today or of a chosen day."""

from datetime import date

import pytest

from rulebook.catalogue import RULES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture
def page(counter, client_of):
    client = client_of(counter)
    return lambda path="/rules/", **query: client.get(path, query).content.decode()


def entries(page: str) -> list[str]:
    return [rule_id for rule_id in RULES if f'<article class="rule-entry" id="{rule_id}"' in page]


def test_every_rule_can_be_linked_to(page):
    assert entries(page()) == list(RULES)


def test_numbers_are_todays_and_lead_to_their_history(page):
    assert 'Within <a class="number" href="/rules/numbers/answer_hours/">24 hours</a> of' in page()


def test_a_rule_named_in_a_text_is_a_link(page):
    assert 'Otherwise a deduction is proposed (<a href="/rules/#S-R4">S-R4</a>)' in page()


def test_the_page_shows_the_numbers_of_a_chosen_day(page, plan):
    plan("answer_hours", "12", from_=date(2026, 12, 1))
    assert "24 hours</a> of logging" in page(on="2026-11-30")
    later = page(on="2026-12-01")
    assert "12 hours</a> of logging" in later
    assert "These are the numbers of 2026-12-01, not of today." in later
    assert "24 hours</a> of logging" in page()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("S-R4", ["D4", "D5", "S-R4"]),
        ("net café subsidy", ["S2"]),
        ("T2 queue", ["T2"]),
        ("no such words", []),
    ],
)
def test_the_filter_finds_rules_by_id_title_and_text(page, words, found):
    assert entries(page(q=words)) == found


def test_a_filter_that_finds_nothing_says_what_to_do(page):
    assert "No rule has these words" in page(q="🙂")


@pytest.mark.parametrize("query", [{"on": "2026-02-30"}, {"on": "soon"}, {"q": "x" * 10000}, {"on": "0001-01-01"}])
def test_a_strange_query_is_no_error(counter, client_of, query):
    response = client_of(counter).get("/rules/", query)
    assert response.status_code == 200


def test_it_reads_in_chinese(counter, client_of):
    page = client_of(counter, language="zh-hans").get("/rules/").content.decode()
    assert "明确答复" in page
    assert '<a class="number" href="/rules/numbers/answer_hours/">24 小时</a>' in page
    assert "Within" not in page


def test_queries_are_fixed(counter, client_of, plan, django_assert_num_queries):
    client = client_of(counter)
    with django_assert_num_queries(5):  # session, person, roles, permissions, numbers
        client.get("/rules/")
    plan("answer_hours", "12")
    with django_assert_num_queries(5):
        client.get("/rules/?on=2026-12-01")
