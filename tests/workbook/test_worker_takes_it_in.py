"""With Redis, an upload is taken in by a worker process while the page tells how far it is."""

from uuid import uuid4

import pytest

from servicedesk import clock
from tests.support.services import wait_for
from tests.workbook.conftest import as_file
from tickets.models import Job
from workbook.models import ImportRun

pytestmark = pytest.mark.services


def test_an_upload_reaches_the_worker(desk_services, client_of, make_staff, shop):
    manager = make_staff("S1", "服务经理", roles={"service_manager"}, now=clock.now())
    file = as_file(shop)
    file.name = "shop.xlsx"
    response = client_of(manager).post("/import/", {"key": uuid4(), "file": file})
    assert response.status_code == 302
    wait_for(lambda: not ImportRun.objects.filter(state__in=["waiting", "running"]).exists(), what="for the import")
    assert ImportRun.objects.get().state == "done"
    assert Job.objects.count() == 3
    assert 'hx-trigger="every 1s"' not in client_of(manager).get(response["location"]).content.decode()
