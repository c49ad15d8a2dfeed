"""python -m benchmarks.kill_rounds: kills worker, beat or both 200 times while 5,000 deadlines fall due, restarts
PostgreSQL and Redis in between, lets the desk catch up three days, and prints what came of it as one JSON object.

Servers are those of bin/test: private ones, or what DATABASE_URL and REDIS_URL name (those are not restarted).
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bin"))
SILENT = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


class Servers:
    """PostgreSQL and Redis, restarted by force where they are ours."""

    def __init__(self, family):
        from doors import parts

        self.family, self.ours, self.restarts = family, {}, 0
        for name, find in (("postgres", lambda: parts.postgres(family, durable=True)), ("redis", parts_redis(family))):
            before = set(family.children)
            found = find()
            if not found.at:
                sys.exit(f"{found.name} was not found: {found.origin}")
            setattr(self, name, found.at)
            started = [child for child in family.children if child not in before]
            if started:
                self.ours[name] = started[0]

    def restart(self, name: str):
        """The server dies this instant and comes back on the same port with the same data."""
        from doors import parts

        child = self.ours.get(name)
        if child is None:
            return
        child.send_signal(signal.SIGQUIT if name == "postgres" else signal.SIGKILL)
        child.wait()
        self.family.reaped(child)
        time.sleep(1)
        if name == "postgres":
            env = {**os.environ, "LC_ALL": "C", "LANG": "C"}
            manners = {"polite": signal.SIGINT, "farewell": signal.SIGQUIT, **SILENT}
            again = self.family.start(child.args, env=env, cwd="/", user=parts.servant(), **manners)
        else:
            again = self.family.start(child.args, cwd="/", user=parts.servant(), stdin=subprocess.PIPE, **SILENT)
            url = urlsplit(self.redis)
            config = f'bind 127.0.0.1\nport {url.port}\nrequirepass {url.password}\nsave ""\nappendonly no\n'
            again.stdin.write(config.encode())
            again.stdin.close()
        self.ours[name] = again
        self.restarts += 1


def parts_redis(family):
    from doors import parts

    return lambda: parts.redis(family)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--deadlines", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    from doors.family import Family

    with Family() as family:
        servers = Servers(family)
        folder = family.folder("desk-kills-")
        (folder / "static").mkdir()
        os.environ |= {
            "DATABASE_URL": servers.postgres,
            "REDIS_URL": servers.redis,
            "DATA_DIR": str(folder),
            "SWEEP_EVERY": "1",
            "DJANGO_SETTINGS_MODULE": "servicedesk.settings",
        }
        import django

        django.setup()
        result = run(family, servers, folder, options)
        print(json.dumps(result, ensure_ascii=False, indent=1))
        sys.exit(1 if result["faults"] else 0)


def run(family, servers: Servers, folder: Path, options) -> dict:
    """The rounds, the catching up, and the questions afterwards."""
    from django.core.management import call_command

    from benchmarks import data, killing
    from deadlines.models import Mark
    from notices.models import Notice
    from servicedesk import clock

    call_command("migrate", verbosity=0)
    owner, manager = data.person("technician"), data.person("service_manager")
    chance, began = random.Random(options.seed), time.monotonic()
    rig = killing.Rig(family, dict(os.environ), folder / "log")
    rows = killing.fill(options.deadlines, owner=owner, now=clock.now(), seconds=options.rounds * 1.5)
    rig.start()
    for number in range(1, options.rounds + 1):
        rig.round(chance)
        if number % max(1, options.rounds // 4) == 0:
            servers.restart("postgres" if number % 2 else "redis")
            servers.restart("redis" if number % 2 else "postgres")
        print(f"\rround {number}", end="", file=sys.stderr, flush=True)
    settled = killing.wait_until_done(patience=options.rounds * 2 + 120)
    faults = killing.faults(rows, owner=owner, manager=manager)
    rounds_took = time.monotonic() - began
    outage = killing.fill(
        options.deadlines, owner=owner, now=clock.now() - timedelta(days=3), seconds=86_400, first=1_000_000
    )
    before = Notice.objects.filter(code="notice.digest").count()
    caught_up = killing.wait_until_done()
    time.sleep(5)
    faults += killing.faults(outage, owner=owner, manager=manager)
    digests = Notice.objects.filter(code="notice.digest").count() - before
    faults += [f"{digests} digests for 2 people"] if digests != 2 else []
    rig.stop()
    return {
        "rounds": options.rounds,
        "kills": rig.kills,
        "server_restarts": servers.restarts,
        "deadlines": len(rows),
        "seconds": round(rounds_took),
        "seconds_until_nothing_was_due": round(settled),
        "stages_marked": Mark.objects.count(),
        "notices": Notice.objects.exclude(code="notice.digest").count(),
        "outage": {"deadlines": len(outage), "seconds": round(caught_up), "digests": digests, "people": 2},
        "faults": faults[:20],
        "fault_count": len(faults),
    }


if __name__ == "__main__":
    main()
