"""The words for what happens to deadlines, in the history of their things and in notices."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from customers.labels import TIER_LABELS
from deadlines.kinds import KIND_LABELS, KINDS
from records.history import register
from servicedesk.clock import local
from servicedesk.templatetags.desk import span

RULES = {code: kind.rule for code, kind in KINDS.items()}


def _minute(text: str) -> str:
    return f"{local(datetime.fromisoformat(text)):%Y-%m-%d %H:%M}"


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "Y-m-d") if text else "—"


def _seconds(count: int) -> str:
    return span(timedelta(seconds=count))


def cause_words(text: str) -> str:
    """A cause as people wrote it; one of the desk's own in the reader's language."""
    return gettext(text) if text else "—"


def _register(code: str, text):
    register(
        code, text, kind=KIND_LABELS, rule=RULES, due=_minute, old=_minute, estimate=_day, waited=_seconds,
        tier=TIER_LABELS, cause=cause_words, reason=cause_words,
    )  # fmt: skip


def register_phrases():
    """Gives every code that this app records, and every notice it writes, its words."""
    _register("deadline.warn", _("Warned: “%(kind)s” is due at %(due)s (%(rule)s)"))
    _register("deadline.warn_again", _("Warned again: “%(kind)s” is due at %(due)s (%(rule)s)"))
    _register("deadline.due", _("Reminded: “%(kind)s” is due at %(due)s (%(rule)s)"))
    _register("deadline.missed", _("Missed: “%(kind)s” was due at %(due)s (%(rule)s)"))
    _register("deadline.escalated", _("“%(kind)s”, due at %(due)s, was missed and went up to the manager (%(rule)s)"))
    _register("deadline.met_late", _("Done after it was missed: “%(kind)s”, due at %(due)s (%(rule)s)"))
    _register("deadline.explained", _("“%(kind)s” was explained before %(due)s (%(rule)s): %(cause)s"))
    _register("deadline.cancelled", _("“%(kind)s” does not hold any more (%(rule)s): %(cause)s"))
    _register("deadline.paused", _("“%(kind)s” waits for the customer (%(rule)s): %(reason)s"))
    _register("deadline.resumed", _("“%(kind)s” runs again after %(waited)s; now due at %(due)s (%(rule)s)"))
    _register("deadline.revived", _("“%(kind)s” holds again, due at %(due)s (%(rule)s)"))
    _register("deadline.again", _("“%(kind)s” begins anew, due at %(due)s (%(rule)s)"))
    _register(
        "deadline.moved_by_tier",
        _("“%(kind)s” moved from %(old)s to %(due)s, for the customer is now: %(tier)s (%(rule)s)"),
    )
    _register("deadline.moved_by_facts", _("“%(kind)s” moved from %(old)s to %(due)s: %(cause)s (%(rule)s)"))
    _register(
        "deadline.moved_by_calendar",
        _("“%(kind)s” moved from %(old)s to %(due)s, for the working-day calendar changed (%(rule)s)"),
    )
    _register("notice.given", _("%(number)s is yours now: “%(kind)s” is due at %(due)s (%(rule)s)"))
    _register("notice.warn", _("%(number)s: “%(kind)s” is due at %(due)s (%(rule)s)"))
    _register("notice.warn_again", _("%(number)s: last warning, “%(kind)s” is due at %(due)s (%(rule)s)"))
    _register("notice.due", _("%(number)s: “%(kind)s” is due today at %(due)s (%(rule)s)"))
    _register("notice.missed", _("%(number)s: “%(kind)s” was missed, due at %(due)s (%(rule)s)"))
    _register("notice.escalated", _("%(number)s: “%(kind)s” was missed by %(owner)s, due at %(due)s (%(rule)s)"))
    _register("notice.moved", _("%(number)s: “%(kind)s” moved from %(old)s to %(due)s (%(rule)s)"))
    _register("notice.morning", _("Good morning: %(today)s due today, %(missed)s missed and still to be done"))
    _register("notice.day_end", _("%(count)s hand-overs are to be signed before the day ends (D6)"))
    _register("notice.chase", _("%(count)s items are to be chased at suppliers today (D2)"))
