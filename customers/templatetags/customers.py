"""How customers and machines are shown wherever they appear."""

from datetime import date

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from customers import policies
from customers.models import Customer
from records import history
from servicedesk.clock import local_date
from servicedesk.templatetags.desk import badge

register = template.Library()


@register.simple_tag
def tier(customer: Customer):
    """{% tier customer %}: the tier as a badge, an agent's with its kind (T1)."""
    if customer.agent_kind:
        word = _("%(tier)s: %(kind)s") % {
            "tier": customer.get_tier_display(),
            "kind": customer.get_agent_kind_display(),
        }
        return badge(word, "info", "shop")
    icons = {"industry": "building", "network": "diagram-3", "quasi_industry": "person-workspace"}
    return badge(customer.get_tier_display(), "secondary", icons.get(customer.tier, "house"))


@register.filter
def words(entry) -> str:
    """A history entry in the reader's language."""
    return history.words(entry.code, entry.data)


@register.simple_tag(takes_context=True)
def age(context, bought: date | None) -> str:
    """{% age machine.purchased_on %}: whole years and months up to today; a dash where unknown."""
    if bought is None:
        return "—"
    years, months = policies.age(bought, local_date(context["now"]))
    if not years:
        return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
    year_words = ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    if not months:
        return year_words
    month_words = ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
    return _("%(years)s %(months)s") % {"years": year_words, "months": month_words}


@register.simple_tag
def about_link(entry, about: dict):
    """{% about_link entry about %}: the job or returned item of an entry in a history of several things, linked."""
    thing = about.get((entry.subject, entry.subject_id))
    if thing is None:
        return ""
    url_name, number = ("tickets:job", thing.job_no) if entry.subject == "job" else ("returns:item", thing.item_no)
    return format_html('<a class="code" href="{}">{}</a>', reverse(url_name, args=[number]), number)
