"""Advice at intake: visit, phone first, or bring it in, with the reason and the rule (B1, H1)."""

from dataclasses import dataclass
from enum import StrEnum

from customers.policies import BrandClass, Tier
from tickets.policies import Domain


class Way(StrEnum):
    """How a customer is helped."""

    VISIT = "visit"
    PHONE = "phone"
    BRING_IN = "bring_in"


class Why(StrEnum):
    """The reason for a way."""

    ON_SITE = "on_site"  # tiers 2–4 are served on site
    AGENT = "agent"  # agents have technicians of their own
    SOFTWARE = "software"
    COMPATIBLE = "compatible"
    BRAND_UNKNOWN = "brand_unknown"
    PHONE_FIRST = "phone_first"
    BRAND_HARDWARE = "brand_hardware"
    FAR = "far"  # a household outside the urban area


@dataclass(frozen=True)
class Case:
    """What the advice depends on. `in_urban_area` None is unknown and counts as inside."""

    tier: str
    domain: str = ""
    brand_class: str = ""
    in_urban_area: bool | None = None
    phone_tried: bool = False


@dataclass(frozen=True)
class Advice:
    """The way, why, by which rule; `separate` says that the site is scheduled and priced separately (B1)."""

    way: Way
    why: Why
    rule: str
    separate: bool


def advise(case: Case) -> Advice:
    """B1 for tiers 2–4, H1 for tier 5; an agent has technicians and sends goods in (A1).

    H1 by the fewest visits: by phone first; what is no case for a visit (software, a compatible machine) then comes
    to the station; a brand machine's hardware is visited once the phone has not helped, unless it is far out.
    """
    separate = case.in_urban_area is False
    if case.tier == Tier.AGENT:
        return Advice(Way.BRING_IN if case.phone_tried else Way.PHONE, Why.AGENT, "A1", separate)
    if case.tier != Tier.OTHER:
        return Advice(Way.VISIT, Why.ON_SITE, "B1", separate)
    why = _no_visit(case)
    if why is not None:
        return Advice(Way.BRING_IN if case.phone_tried else Way.PHONE, why, "H1", separate)
    if not case.phone_tried:
        return Advice(Way.PHONE, Why.PHONE_FIRST, "H1", separate)
    if separate:
        return Advice(Way.BRING_IN, Why.FAR, "H1", separate)
    return Advice(Way.VISIT, Why.BRAND_HARDWARE, "H1", separate)


def _no_visit(case: Case) -> Why | None:
    """Why H1 gives a household no visit; None where it may."""
    if case.domain == Domain.SOFTWARE:
        return Why.SOFTWARE
    if case.brand_class == BrandClass.COMPATIBLE:
        return Why.COMPATIBLE
    return None if case.brand_class == BrandClass.BRAND else Why.BRAND_UNKNOWN
