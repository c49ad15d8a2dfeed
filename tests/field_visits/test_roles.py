"""Who is led to which page of visits: the links of the navigation and of the pages themselves."""

import pytest


@pytest.fixture
def links_of(client_of, cast):
    def read(role, page="/"):
        return client_of(cast[role]).get(page).content.decode()

    return read


@pytest.mark.parametrize(
    ("role", "visits", "spares"),
    [
        ("counter", True, False),  # spare units are beside the plan for those who see visits
        ("technician", True, False),
        ("service_manager", True, False),
        ("finance", True, False),
        ("warehouse", False, True),
        ("purchasing", False, False),
    ],
)
def test_the_main_links(links_of, role, visits, spares):
    navigation = links_of(role).partition("</nav>")[0]
    assert ('href="/visits/"' in navigation) == visits
    assert ('href="/spares/"' in navigation) == spares


@pytest.mark.parametrize(
    ("role", "own", "out", "money", "spares"),
    [
        ("counter", False, False, False, True),
        ("technician", True, False, False, True),
        ("service_manager", False, True, False, True),
        ("company_manager", False, True, False, True),
        ("finance", False, False, True, False),
    ],
)
def test_the_links_beside_the_plan_are_those_one_may_follow(links_of, role, own, out, money, spares):
    page = links_of(role, "/visits/")
    told = {
        "/visits/day/": own,
        "/visits/out/": out,
        "/visits/hints/": out,
        "/visits/money/": money,
        "/spares/": spares,
    }
    assert {address: f'href="{address}"' in page for address in told} == told


def test_nobody_who_does_not_agree_visits_is_offered_to(links_of):
    assert "/visits/new/" in links_of("counter", "/visits/")
    assert "/visits/new/" not in links_of("finance", "/visits/")
