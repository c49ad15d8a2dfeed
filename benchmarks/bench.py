"""How a benchmark measures: warm, many rounds, median and p95, the number of queries counted apart."""

import statistics
import time
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

WARM_UP = 3


class Bench:
    """The measurements of one benchmark at one size on one database."""

    def __init__(self, benchmark: str, size: int):
        self.about = {"benchmark": benchmark, "database": connection.vendor, "size": size}
        self.results: list[dict] = []

    def measure(self, what: str, action: Callable[[], object], *, rounds: int = 50, seconds: float = 20) -> dict:
        """Runs the action up to so many times, or seconds, and keeps milliseconds: median, p95, and the queries."""
        for _round in range(WARM_UP):
            action()
        with CaptureQueriesContext(connection) as captured:
            action()
        queries = len(captured)  # now: the next request empties the log
        took, end = [], time.perf_counter() + seconds
        while len(took) < rounds and (not took or time.perf_counter() < end):
            start = time.perf_counter()
            action()
            took.append((time.perf_counter() - start) * 1000)
        return self.note(
            what,
            rounds=len(took),
            median_ms=round(statistics.median(took), 3),
            p95_ms=round(sorted(took)[max(0, round(len(took) * 0.95) - 1)], 3),
            queries=queries,
        )

    def note(self, what: str, **numbers) -> dict:
        """Keeps numbers that were measured otherwise, such as `per_second`."""
        self.results.append({**self.about, "what": what, **numbers})
        return self.results[-1]

    def settle(self):
        """After filling: statistics as a desk has them that has run for a day."""
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")

    def measure_page(self, what: str, client: Client, path: str, query: dict | None = None, **how) -> dict:
        """Measures a page as `client` gets it; whatever is not a page is an error."""

        def get():
            answer = client.get(path, query)
            if answer.status_code != 200:
                raise RuntimeError(f"{path} answers {answer.status_code}")

        return self.measure(what, get, **how)

    def client(self, *roles: str) -> Client:
        """A browser of somebody with these roles, signed in."""
        from benchmarks.data import person

        client = Client(headers={"accept-language": "zh-CN"})
        client.force_login(person(*roles), backend="staff.backends.StaffBackend")
        return client
