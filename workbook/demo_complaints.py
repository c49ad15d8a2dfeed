"""The demo's complaints: one waits for its answer, one was checked and waits for the decision (D9)."""

from datetime import datetime, timedelta

from complaints.services import complaint_answer, complaint_check, complaint_log
from field_visits.models import Visit
from staff.models import User
from tickets.policies import Channel
from workbook.demo_words import COMPLAINT_WORDS as WORDS


class Complaints:
    """Two customers of last visits who were not content."""

    def __init__(self, now: datetime):
        self.now = now
        self.people = {person.staff_no: person for person in User.objects.all()}

    def play(self):
        """Logs both, and takes the older one up to where a manager decides."""
        filed = Visit.objects.filed().filter(verdict="dissatisfied").exclude(customer=None)
        older, newer = filed.order_by("-left_at").select_related("customer", "technician")[:2]
        self.log(newer, "late", hours=20)
        checked = self.log(older, "rude", hours=50)
        about = {"complaint_id": checked.pk, "by": self.people["C01"]}
        complaint_answer(**about, now=self.ago(40), answer=WORDS["answer"], channel=Channel.PHONE.value)
        complaint_check(**about, now=self.ago(6), finding=WORDS["finding"], justified=True, solution=WORDS["solution"])

    def log(self, visit: Visit, words: str, *, hours: int):
        return complaint_log(
            by=self.people["C02"],
            now=self.ago(hours),
            customer=visit.customer,
            channel=Channel.PHONE.value,
            what=WORDS[words],
            owner=self.people["C01"],
            visit=visit,
        )

    def ago(self, hours: int) -> datetime:
        return self.now - timedelta(hours=hours)
