"""The customer's own word: by a link that works once on their phone. Nothing personal is in the link or behind it."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from field_visits.models import Visit, WordLink, new_token
from field_visits.policies import Channel, State, Step, Verdict, seal_of
from field_visits.policies.timing import LINK_HOLDS
from field_visits.writing import check_step, read, write
from records.models import Picture
from records.picture_services import picture_add
from records.pictures import Prepared
from records.services import record
from servicedesk.errors import DomainError


@dataclass(frozen=True)
class Word:
    """What a customer says of a visit: a verdict or none (V3), in their own words if they like, and a signature."""

    verdict: str
    signature: Prepared
    opinion: str = ""


def hash_of(token: str) -> str:
    """What is kept of a link."""
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def link_make(*, visit_id: int, by, now: datetime) -> str:
    """A fresh link for the customer of a visit under way; links made before stop working. Gives its token, of which
    only the hash is kept. Raises `visit.nothing_to_show` while there is no work to say something about."""
    visit = read(visit_id)
    check_step(visit, Step.NOTE, by)
    if not (visit.work_done and visit.result):
        raise DomainError(
            "visit.nothing_to_show",
            _("Write down the work and the result first: the customer signs for them."),
            field="work_done" if not visit.work_done else "result",
        )
    links_void(visit, now)
    token, until = new_token(), now + LINK_HOLDS
    WordLink.objects.create(visit=visit, token_hash=hash_of(token), made_at=now, expires_at=until)
    data = {"until": until.isoformat()}
    record(subject="visit", subject_id=visit.pk, code="visit.link_made", by=by, at=now, data=data)
    return token


def links_void(visit: Visit, now: datetime):
    """Stops the links of a visit that nobody used."""
    visit.links.filter(used_at__isnull=True, void_at__isnull=True).update(void_at=now)


def link_of(token: str) -> WordLink | None:
    """The link of this token with its visit; None for any other text."""
    return (
        WordLink.objects.select_related("visit", "visit__technician", "visit__machine")
        .filter(token_hash=hash_of(token))
        .first()
    )


def refuse_link(link: WordLink, now: datetime):
    """Raises `word.used`, `word.void` or `word.expired` where the link does not work any more."""
    if link.used_at is not None:
        raise DomainError("word.used", _("Thank you, your answer has been received already. There is nothing to do."))
    if link.void_at is not None or link.visit.state != State.ON_SITE:
        raise DomainError("word.void", _("This link is no longer needed. If you want to tell us something, call us."))
    if now >= link.expires_at:
        raise DomainError("word.expired", _("This link has expired. Ask the technician to show you a new one."))


@transaction.atomic
def word_give(*, token: str, word: Word, now: datetime) -> Visit:
    """Puts the customer's word on the receipt, once; raises as `refuse_link`, and `word.unknown`."""
    link = link_of(token)
    if link is None:
        raise DomainError("word.unknown", _("There is no such link."))
    refuse_link(link, now)
    mine = WordLink.objects.filter(pk=link.pk, used_at__isnull=True, void_at__isnull=True)
    if mine.update(used_at=now) != 1:
        refuse_link(link_of(token), now)
    word_put(link.visit, word, channel=Channel.OWN_PHONE, by=None, now=now, at=now)
    return link.visit


def word_put(visit: Visit, word: Word, *, channel: Channel, by, now: datetime, at: datetime):
    """Keeps the word with the visit: the picture of the signature, and the seal of what was shown."""
    picture_add(by=by, now=now, subject="visit", subject_id=visit.pk, kind=Picture.SIGNATURE, image=word.signature)
    write(
        visit,
        verdict=Verdict(word.verdict).value if word.verdict else "",
        opinion=word.opinion.strip()[:300],
        signed=True,
        word_channel=channel.value,
        word_at=at,
        word_seal=seal_of(visit.shown),
        signature_sha256=word.signature.sha256,
    )
    data = {"verdict": visit.verdict, "channel": channel.value}
    record(subject="visit", subject_id=visit.pk, code="visit.word_given", by=by, at=now, data=data)
