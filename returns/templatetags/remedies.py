"""The words of a remedy's answer."""

from django import template
from django.utils.translation import gettext as _

from returns.labels import MISSING_LABELS, REFUSALS, REMEDY_LABELS
from returns.policies.advice import Advice
from returns.policies.remedies import Buyer

register = template.Library()


@register.simple_tag
def why_not(name: str, answer, on) -> str:
    """Why a remedy is refused, in a sentence; an answer whose last day has passed says which it was."""
    if answer.rule in ("W1", "W2", "W3") and answer.until is not None and on > answer.until:
        return _("Too late: the last day was %(day)s.") % {"day": answer.until.isoformat()}
    return REFUSALS.get((name, answer.rule)) or REFUSALS.get(answer.rule, "")


@register.simple_tag
def until_when(advice: Advice, name: str, answer) -> str:
    """How long an allowed remedy can be had as it is told here: what the law gives, as long as the law gives it, also
    where the shop's own longer period would give something less, or only with complete packaging."""
    if answer.rule == "L3":
        return _("as long as the guarantee lasts")
    day = dict(advice.law_until).get(name, answer.until)
    return _("without a time limit") if day is None else _("until %(day)s") % {"day": day.isoformat()}


@register.simple_tag
def wear_of(advice: Advice):
    """The wear fee that an exchange takes off (W8); None for agents, who have none, and where it is refused."""
    exchange = advice.decision.exchange
    if not exchange.allowed or advice.case.customer in (Buyer.COUNTY_AGENT, Buyer.LOCAL_COMPANY):
        return None
    return advice.case.sale_price - exchange.credit


@register.filter
def unsigned(amount):
    """An amount without its sign, where the words beside it say which way it goes."""
    return abs(amount)


@register.filter
def answer_to(decision, wanted: str):
    """The answer to the remedy that the customer wants; None where it is undecided."""
    return getattr(decision, wanted, None) if wanted else None


@register.filter
def missing_words(advice: Advice) -> str:
    """What is missing, as a list in words."""
    return _(", ").join(str(MISSING_LABELS[name]) for name in advice.missing)


@register.filter
def proof_words(advice: Advice) -> str:
    """What the law would give once proof of purchase is shown, as a list in words."""
    return _(", ").join(str(REMEDY_LABELS[name]) for name in advice.with_proof)
