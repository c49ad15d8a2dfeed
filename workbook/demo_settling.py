"""The demo's money: last month decided on and closed, this month with incidents, an objection and revenue to sign."""

from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageDraw

from records.pictures import Prepared, prepare
from servicedesk.clock import day_start, local_date
from settlement.models import Incident
from settlement.month_selectors import open_work
from settlement.policies import Month, Rule
from settlement.policies.decisions import Verdict
from settlement.services import (
    incident_add,
    lines_decide,
    month_close,
    objection_add,
    revenue_add,
    revenue_sign,
    wage_set,
)
from staff.models import User
from workbook.demo_words import MONTH_WORDS as WORDS

WAGE = Decimal(3600)
# Last month's incidents: rule, amount, of whom, entered by. What concerns the service manager is above them (R2).
ENTERED = ((Rule.LOST, 880, "T03", "S01"), (Rule.SUGGESTION, 30, "T01", "S01"), (Rule.SUGGESTION, 20, "S01", "M01"))
REVENUES = (("T01", 160, False), ("T03", 90, False), ("T02", 240, True), ("C03", 60, True))  # whether finance signed


class TwoMonths:
    """The month that is over, up to its closing, and the one that goes on. Plays after everything else of the demo:
    what is closed holds all that is known of it."""

    def __init__(self, now: datetime):
        self.now = now
        self.month = Month.of(local_date(now))
        self.people = {person.staff_no: person for person in User.objects.all()}

    def play(self):
        """Does everything, ending now."""
        self.close_the_last()
        self.go_on_with_this()

    def close_the_last(self):
        """Everybody's sheet is closed by the manager whose it is (S7, R2). One passes the wage guard (S10)."""
        last, closed_at = self.month.before, min(day_start(self.month.first) + timedelta(hours=34), self.now)
        found_on = last.first + timedelta(days=19)
        at = day_start(found_on) + timedelta(hours=17)
        wage_set(person=self.people["T03"], valid_from=last.first, amount=WAGE, by=self.people["S01"], now=at)
        for rule, amount, person, by in ENTERED:
            told = {"person": self.people[person], "by": self.people[by], "now": at}
            incident_add(rule=rule, on=found_on, amount=Decimal(amount), note=WORDS[rule], **told)
        self.decide(last, closed_at)
        for number in ("S01", "M01"):
            month_close(month=last, by=self.people[number], now=closed_at)

    def decide(self, month: Month, at: datetime):
        """Each third proposal is waived, the others are confirmed; what a waived line had covered comes up then."""
        while rows := open_work(month, people=self.people.values(), now=at).proposed:
            keys = [row.line.key for row in rows]
            waived = keys[1::3]
            for verdict, chosen in ((Verdict.WAIVED, waived), (Verdict.CONFIRMED, sorted(set(keys) - set(waived)))):
                if chosen:
                    told = {"verdict": verdict, "reason": WORDS[verdict], "by": self.people["S01"], "now": at}
                    lines_decide(month=month, keys=chosen, **told)

    def go_on_with_this(self):
        """An incident with its evidence waits for a decision, an objection for an answer, money for a signature."""
        self.found(Rule.PAPERS, person="T01", by="S01", hours=30)
        incident = self.found(Rule.UNREGISTERED, person="T02", by="M01", hours=26)
        key = ("T02", Rule.UNREGISTERED.value, incident.incident_no, "")
        objection_add(month=self.month, key=key, text=WORDS["objection"], by=self.people["T02"], now=self.ago(5))
        for person, amount, is_signed in REVENUES:
            told = {"on": local_date(self.ago(4)), "amount": Decimal(amount), "note": WORDS["revenue"]}
            revenue = revenue_add(person=self.people[person], by=self.people[person], now=self.ago(4), **told)
            if is_signed:
                revenue_sign(revenue_id=revenue.pk, by=self.people["F01"], now=self.ago(2))

    def found(self, rule: Rule, *, person: str, by: str, hours: int) -> Incident:
        return incident_add(
            rule=rule,
            on=local_date(self.ago(hours)),
            person=self.people[person],
            note=WORDS[rule],
            evidence=[photo_of_a_slip()],
            by=self.people[by],
            now=self.ago(hours),
        )

    def ago(self, hours: int) -> datetime:
        """So many hours ago, but within the month."""
        return max(self.now - timedelta(hours=hours), day_start(self.month.first))


def photo_of_a_slip() -> Prepared:
    """What somebody might have photographed: a slip on a table, one of its fields left empty."""
    image = Image.new("RGB", (900, 1200), "#8a7a66")
    draw = ImageDraw.Draw(image)
    draw.polygon([(120, 90), (800, 130), (770, 1110), (90, 1070)], fill="#f6f3ea", outline="#b9b2a2")
    for place in range(9):
        top = 220 + 90 * place
        draw.line([(160, top), (720, top + 30)], fill="#9aa0a6", width=3)
        if place != 5:
            draw.line([(180, top - 30), (300 + 41 * (place * 7 % 9), top - 20)], fill="#2f3b52", width=14)
    draw.ellipse([(240, 590), (700, 720)], outline="#c0392b", width=8)
    file = BytesIO()
    image.save(file, "PNG")
    return prepare(file)
