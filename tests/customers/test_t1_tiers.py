"""T1: five tiers; an agent is a county/city agent or a local company, and nobody else is either."""

import pytest
from django.db import IntegrityError, transaction

from customers.labels import TIER_LABELS
from customers.models import Customer
from customers.services import customer_create, customer_update
from servicedesk.errors import DomainError


def test_five_tiers_in_the_order_of_the_rule():
    assert list(TIER_LABELS) == ["agent", "industry", "network", "quasi_industry", "other"]


@pytest.mark.parametrize("kind", ["county", "local"])
def test_an_agent_has_one_of_two_kinds(make_customer, kind):
    assert make_customer("agent", agent_kind=kind).agent_kind == kind


@pytest.mark.parametrize(
    ("tier", "kind"), [("agent", ""), ("agent", "national"), ("industry", "local"), ("other", "county")]
)
def test_the_service_refuses_what_the_rule_does_not_know(db, now, tier, kind):
    with pytest.raises(DomainError) as refused:
        customer_create(by=None, now=now, name="李雷", tier=tier, agent_kind=kind)
    assert refused.value.code == "customer.agent_kind"
    assert not Customer.objects.exists()


@pytest.mark.parametrize(("tier", "kind"), [("agent", ""), ("other", "local"), ("vip", ""), ("agent", "national")])
def test_the_database_refuses_it_too(make_customer, tier, kind):
    customer = make_customer("industry")
    with pytest.raises(IntegrityError), transaction.atomic():
        Customer.objects.filter(pk=customer.pk).update(tier=tier, agent_kind=kind)


def test_an_agent_who_becomes_something_else_loses_the_kind(make_customer, now):
    agent = make_customer("agent")
    with pytest.raises(DomainError):
        customer_update(customer_id=agent.pk, by=None, now=now, tier="network")
    customer_update(customer_id=agent.pk, by=None, now=now, tier="network", agent_kind="")
    agent.refresh_from_db()
    assert (agent.tier, agent.agent_kind) == ("network", "")


def test_the_form_says_it_on_the_field(client_of, counter, customer_form):
    page = client_of(counter).post("/customers/new/", customer_form(tier="agent"))
    assert page.context["form"].errors["agent_kind"]
    page = client_of(counter).post("/customers/new/", customer_form(tier="other", agent_kind="local"))
    assert page.context["form"].errors["agent_kind"]
    assert not Customer.objects.exists()
