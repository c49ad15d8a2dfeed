"""What the desk is measured by. bin/bench runs every benchmark on each database and size; see docs/testing.md.

A benchmark is a function in a module of this package that fills the desk to a size and measures:

    @benchmark("customer search", sizes=(1_000, 100_000), large=(1_000_000,))
    def search(bench, size):
        data.customers(size)
        bench.settle()
        bench.measure("by name", lambda: find_customers("王"))

Sizes come in rising order on one database, so `data` only adds what is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Benchmark:
    """A measurement at several sizes; the `large` ones only when asked for."""

    name: str
    run: Callable
    sizes: tuple[int, ...]
    large: tuple[int, ...]


ALL: list[Benchmark] = []


def benchmark(name: str, *, sizes: tuple[int, ...] = (1_000, 100_000), large: tuple[int, ...] = (1_000_000,)):
    """Registers a function (bench, size) as a benchmark."""

    def register(run: Callable) -> Callable:
        ALL.append(Benchmark(name, run, sizes, large))
        return run

    return register
