"""People who are told outside the desk."""

import pytest

from servicedesk import clock


@pytest.fixture
def quick(monkeypatch):
    """The network's patience is a fraction of a second."""
    monkeypatch.setattr("notices.sending.SECONDS", 0.4)


@pytest.fixture
def robot(db, web_server):
    from notices.models import Robot

    return Robot.objects.create(name="售后群", channel="dingtalk", url=web_server.url, secret="SECx")


@pytest.fixture
def wants(db, now):
    """wants(person, robots=[…], email="…", **columns): how a person is told from now on."""

    def save(person, *, robots=(), email="", **columns):
        from notices.services import preference_save

        columns = {"quiet_from": None, "quiet_to": None, "morning": True, "language": "en", **columns}
        return preference_save(by=person, now=now, email=email, by_email=bool(email), robots=list(robots), **columns)

    return save


@pytest.fixture
def tell(db, now):
    """tell(person, count=1, at=now, late=False): so many notices of missed deadlines reach the person's inbox."""

    def make(person, count=1, *, at=None, late=False, start=0):
        from notices.services import News
        from notices.services import tell as service

        at = at or now
        data = {"kind": "answer", "rule": "answer", "due": at.isoformat()}
        news = [
            News(person.pk, f"{each}:missed", "notice.missed", at, {**data, "number": f"G{each}"}, late=late)
            for each in range(start, start + count)
        ]
        service(news, now=at)

    return make


@pytest.fixture
def send_all():
    """Delivers by the real clock, as the task does."""

    def send(at=None):
        from notices.services import deliver

        return deliver(clock=(lambda: at) if at else clock.now)

    return send
