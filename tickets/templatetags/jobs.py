"""Why a job stands where it stands, in words (T3). The words of equal factors are worked out once."""

from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from customers.labels import TIER_LABELS
from servicedesk.templatetags.desk import badge
from tickets.labels import AHEAD_LABELS, ANSWER_LABELS, MOVE_LABELS, REASON_LABELS, STATUS_LABELS, TRIED_LABELS
from tickets.models import Job
from tickets.policies import STATUS, Evidence, Factors, Move, Status, moves, reasons
from tickets.policies.waits import AnswerState
from tickets.queue_selectors import late

register = template.Library()


CARD = 5  # rows on the card of another page


@register.inclusion_tag("tickets/_late_card.html", takes_context=True)
def late_card(context):
    """T6 in short, for the board of deadlines: the first jobs that will miss their answer at the present pace."""
    found = late(now=context["request"].now)
    ahead = [row for row in found.rows if row.misses and row.answer != AnswerState.LATE]
    return {"late": found, "rows": ahead[:CARD], "count": len(ahead)}


@register.simple_tag
def why_chips(job: Job) -> SafeString:
    """The reasons for the job's place as a row of chips in the order of T2; those that bring it forward are marked."""
    return _chips(job.factors, get_language())


@lru_cache(maxsize=2000)
def _chips(factors: Factors, language: str | None) -> SafeString:
    parts = []
    for reason in reasons(factors):
        word = REASON_LABELS[reason.factor].get(reason.value)
        if word is None:
            continue
        mark = mark_safe('<i class="bi bi-arrow-up-short" aria-hidden="true"></i>') if reason.is_best else ""
        parts.append(("why why-best" if reason.is_best else "why", mark, word))
    return format_html('<ul class="whys">{}</ul>', format_html_join("", '<li class="{}">{}{}</li>', parts))


@register.simple_tag
def ahead_words(row) -> str:
    """Which job goes before this one and what decides it."""
    if row.ahead is None:
        return _("First in the queue.") if row.position == 1 else ""
    return _("%(job_no)s goes before it: %(why)s.") % {
        "job_no": row.ahead.job_no,
        "why": AHEAD_LABELS[row.decided_by],
    }


@register.simple_tag
def moves_list(job: Job) -> SafeString:
    """What would move the job, as list items."""
    return _moves(job.factors, get_language())


@lru_cache(maxsize=2000)
def _moves(factors: Factors, language: str | None) -> SafeString:
    return format_html_join("", "<li>{}</li>", ((move_words(move),) for move in moves(factors)))


@register.filter
def move_words(move: Move) -> str:
    """A change that would move a job, in words."""
    if move.factor == "tier":
        return MOVE_LABELS["tier"] % {"value": TIER_LABELS[move.value]}
    return str(MOVE_LABELS[move.factor, move.value])


@register.filter
def evidence_words(found: Evidence) -> str:
    """What T4 found, in words."""
    return TRIED_LABELS[found.tried] % {"job_no": found.job_no, "days": found.days}


@register.simple_tag
def status_badge(job: Job) -> SafeString:
    """Where the job is, as a badge."""
    look = STATUS[Status(job.status)]
    return badge(STATUS_LABELS[job.status], look.badge, look.icon)


@register.simple_tag
def answer_badge(state: AnswerState) -> SafeString:
    """How the job stands with its definite answer (D1), as a badge."""
    return badge(*ANSWER_LABELS[state])


@register.simple_tag
def tier_of(job: Job) -> SafeString:
    """The customer's tier in words; an agent's kind with it."""
    return format_html('<span class="muted small">{}</span>', TIER_LABELS[job.customer.tier])
