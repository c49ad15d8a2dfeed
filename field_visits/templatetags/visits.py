"""Words and badges of visits."""

from django import template
from django.utils.translation import gettext as _

from field_visits.labels import (
    CHANNEL_LABELS,
    CONDUCT_LABELS,
    LATENESS_BADGES,
    MEANS_LABELS,
    NEED_LABELS,
    NO_VERDICT,
    RESULT_LABELS,
    SHOE_COVERS_LABELS,
    SIGN_LABELS,
    SITE_KIND_LABELS,
    STATE_BADGES,
    UNIT_BADGES,
    UNIT_LABELS,
    VERDICT_BADGES,
    VERDICT_LABELS,
)
from field_visits.spare_selectors import loans_for
from field_visits.spare_selectors import spare_day as day_of_spare
from field_visits.version_labels import COLUMN_LABELS
from records.history import PICTURE_KINDS
from servicedesk.clock import local, local_date
from servicedesk.templatetags.desk import badge
from tickets.labels import DOMAIN_LABELS, WAY_BADGES, WAY_LABELS, WHY_LABELS

register = template.Library()

CODED = {
    "site_kind": SITE_KIND_LABELS, "domain": DOMAIN_LABELS, "result": RESULT_LABELS, "verdict": VERDICT_LABELS,
    "shoe_covers": SHOE_COVERS_LABELS, "fare_out_means": MEANS_LABELS, "fare_back_means": MEANS_LABELS,
    "word_channel": CHANNEL_LABELS,
}  # fmt: skip


@register.simple_tag
def visit_state(visit):
    """The state of a visit."""
    return badge(*STATE_BADGES[visit.state])


@register.simple_tag
def latest_visits(visits, person):
    """The latest of a customer's or a job's visits, as far as the person may see them."""
    return visits.seen_by(person).latest_first()


@register.simple_tag
def unit_state(unit):
    """Where a spare unit is."""
    return badge(UNIT_LABELS[unit.state], *UNIT_BADGES[unit.state])


@register.simple_tag
def spare_day(job):
    """The last day of D3 for a job, None where the rule does not ask for a spare unit."""
    return day_of_spare(job)


@register.inclusion_tag("field_visits/_loans.html", takes_context=True)
def machine_loans(context, machine):
    """{% machine_loans machine %}: the spare units lent for its jobs, beside the chain of its serial numbers (V7)."""
    return {"loans": loans_for(machine_id=machine.pk), "user": context["user"], "today": local_date(context["now"])}


@register.inclusion_tag("field_visits/_loans.html", takes_context=True)
def item_loans(context, item):
    """{% item_loans item %}: those lent for the job of goods, to be asked for when the goods go back."""
    return {"loans": loans_for(job_id=item.job_id), "user": context["user"], "today": local_date(context["now"])}


@register.simple_tag
def lateness(row):
    """How a visit stands with D7; nothing where there is no agreed time."""
    return badge(*LATENESS_BADGES[row.lateness]) if row.lateness else ""


@register.simple_tag
def verdict(visit):
    """What the customer said."""
    return badge(VERDICT_LABELS.get(visit.verdict, NO_VERDICT), *VERDICT_BADGES[visit.verdict])


@register.simple_tag
def way(advice):
    """The advised way."""
    return badge(WAY_LABELS[advice.way], *WAY_BADGES[advice.way])


@register.filter
def why(advice):
    """The reason of the advice."""
    return WHY_LABELS[advice.why]


@register.filter
def needs(lacking) -> str:
    """What V2 misses, in words."""
    return _(", ").join(str(NEED_LABELS[str(need)]) for need in lacking)


@register.filter
def need_word(need):
    """One need in words."""
    return NEED_LABELS[str(need)]


@register.filter
def hint_words(hint) -> str:
    """A hint in words."""
    return str(SIGN_LABELS[hint.sign]) % {"other": hint.other, **hint.data}


@register.filter
def conduct(visit) -> str:
    """The items of conduct that the receipt notes (V3), a dash for none."""
    return _(", ").join(str(CONDUCT_LABELS[item]) for item in visit.misconduct) or "—"


@register.filter
def picture_kind(picture):
    """What a picture shows."""
    return PICTURE_KINDS.get(picture.kind, picture.kind)


@register.filter
def column(name):
    """What a column of a version is called."""
    return COLUMN_LABELS.get(name, name)


@register.filter
def told(value, name):
    """A value of a version in words: coded values by their labels, moments by the shop's clock."""
    if value is None or value == "" or value == []:
        return "—"
    if name in CODED:
        return CODED[name].get(value, value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name.endswith("_at"):
        from datetime import datetime

        return f"{local(datetime.fromisoformat(value)):%Y-%m-%d %H:%M}"
    if name == "parts":
        return _("; ").join(" · ".join(filter(None, (part["name"], part["old"], part["new"]))) for part in value)
    if name == "pictures":
        return len(value)
    return value
