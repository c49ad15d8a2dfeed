"""Runs the chosen benchmarks on the database that the environment names, one JSON line a measurement on stdout."""

import argparse
import importlib
import json
import os
import pkgutil
import sys

import django


def _load():
    """Imports every module of the package, so that their benchmarks register."""
    import benchmarks

    for module in pkgutil.iter_modules(benchmarks.__path__):
        if module.name not in {"run", "bench", "data", "kill_rounds", "killing"}:
            importlib.import_module(f"benchmarks.{module.name}")
    return benchmarks.ALL


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servicedesk.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    wanted = [one for one in _load() if not options.names or any(name in one.name for name in options.names)]
    if not wanted:
        sys.exit(f"No benchmark is called {' or '.join(options.names)}.")
    asked = tuple(int(size) for size in options.sizes.split(",") if size)
    steps = sorted(
        (size, number)
        for number, one in enumerate(wanted)
        for size in (asked or one.sizes + (one.large if options.large else ()))
    )
    for size, number in steps:
        _run(wanted[number], size)


def _run(one, size: int):
    from benchmarks.bench import Bench

    print(f"{one.name} at {size:,} ...", file=sys.stderr, flush=True)
    bench = Bench(one.name, size)
    one.run(bench, size)
    for result in bench.results:
        print(json.dumps(result, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
