"""B1, H1: visit, phone first, or bring it in, with the reason and the rule."""

import pytest

from tickets.advising import Case, Way, Why, advise


def told(**facts):
    advice = advise(Case(**facts))
    return advice.way, advice.why, advice.rule


@pytest.mark.parametrize("tier", ["industry", "network", "quasi_industry"])
@pytest.mark.parametrize("domain", ["hardware", "software"])
def test_b1_tiers_2_to_4_are_served_on_site(tier, domain):
    assert told(tier=tier, domain=domain, brand_class="compatible") == (Way.VISIT, Why.ON_SITE, "B1")


@pytest.mark.parametrize(
    ("facts", "first", "then", "why"),
    [
        ({"domain": "software", "brand_class": "brand"}, Way.PHONE, Way.BRING_IN, Why.SOFTWARE),
        ({"domain": "hardware", "brand_class": "compatible"}, Way.PHONE, Way.BRING_IN, Why.COMPATIBLE),
        ({"domain": "hardware", "brand_class": ""}, Way.PHONE, Way.BRING_IN, Why.BRAND_UNKNOWN),
    ],
)
def test_h1_software_and_compatible_machines_of_households_are_not_visited(facts, first, then, why):
    assert told(tier="other", **facts) == (first, why, "H1")
    assert told(tier="other", phone_tried=True, **facts) == (then, why, "H1")


def test_h1_a_brand_machines_hardware_is_visited_once_the_phone_did_not_help():
    case = {"tier": "other", "domain": "hardware", "brand_class": "brand"}
    assert told(**case) == (Way.PHONE, Why.PHONE_FIRST, "H1")
    assert told(**case, phone_tried=True) == (Way.VISIT, Why.BRAND_HARDWARE, "H1")
    assert told(**case, phone_tried=True, in_urban_area=False) == (Way.BRING_IN, Why.FAR, "H1")


def test_b1_sites_outside_the_urban_area_are_flagged():
    assert advise(Case(tier="industry", in_urban_area=False)).separate
    assert not advise(Case(tier="industry", in_urban_area=True)).separate
    assert not advise(Case(tier="industry")).separate


def test_an_agent_has_technicians_of_its_own():
    assert told(tier="agent", domain="hardware", brand_class="brand") == (Way.PHONE, Why.AGENT, "A1")
    assert told(tier="agent", phone_tried=True)[0] == Way.BRING_IN
