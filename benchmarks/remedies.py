"""100,000 cases through `manage.py remedies`, in one process (W1–W13, L1–L5).

Seconds, of the processor's time, say something about the machine only. The ratio compares with what any such command
has to do whatever it decides: reading each line as JSON and writing it back, in turns with ours.
"""

import json
import random
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

from benchmarks import benchmark
from customers.policies import Category
from returns.management.commands.remedies import answers
from returns.policies import Condition
from returns.policies.remedies import Buyer

TURNS = 5
DAYS = 730
CHOICES = {"customer": list(Buyer), "category": list(Category), "condition": list(Condition)}
YES_NO = (
    "consumer", "opened", "user_caused", "packaging_complete", "resaleable", "supplier_will_replace", "in_guarantee",
    "same_model_available",
)  # fmt: skip


@benchmark("remedies", sizes=(1_000, 100_000), large=(1_000_000,))
def remedies(bench, size: int):
    """The decisions of so many cases, spread over two years of purchases, beside JSON in and out alone."""
    lines = [json.dumps(_case(random.Random(number), number)) for number in range(size)]
    ours, plain, decided = [], [], 0
    for _turn in range(TURNS if size <= 100_000 else 1):
        took, decided = _seconds(lambda: [json.dumps(answer, ensure_ascii=False) for answer in answers(lines)])
        ours.append(took)
        plain.append(_seconds(lambda: [json.dumps(json.loads(line), ensure_ascii=False) for line in lines])[0])
    wrong = sum('"error"' in line for line in decided)
    if wrong or len(decided) != size:
        raise RuntimeError(f"{wrong} of {size} cases were not decided")
    bench.note("decided", seconds=round(statistics.median(ours), 2), per_second=round(size / statistics.median(ours)))
    ratio = statistics.median(ours) / statistics.median(plain)
    bench.note("decided, over JSON in and out alone", ratio=round(ratio, 2))


def _seconds(action: Callable[[], list]) -> tuple[float, list]:
    """The processor's time that it took, and what it gave: other work on the machine does not count."""
    start = time.process_time()
    result = action()
    return time.process_time() - start, result


def _case(chance: random.Random, number: int) -> dict:
    """Any case, the same one for the same number."""
    bought = date(2025, 1, 1) + timedelta(days=chance.randrange(DAYS))
    price = chance.randrange(1_000, 1_000_000)
    return {
        "id": f"c{number}",
        **{name: chance.choice(words) for name, words in CHOICES.items()},
        **{name: chance.random() < 0.5 for name in YES_NO},
        "purchased_on": bought.isoformat(),
        "on": (bought + timedelta(days=int(60 * chance.random() ** 2))).isoformat(),
        "sale_price": f"{price / 100:.2f}",
        "cost": None if chance.random() < 0.2 else f"{price * 0.8 / 100:.2f}",
        "price_today": f"{price * chance.uniform(0.7, 1.2) / 100:.2f}",
        "new_price": None if chance.random() < 0.3 else f"{price * chance.uniform(0.5, 2) / 100:.2f}",
        "repairs_done": chance.randrange(4),
    }
