"""``python -m bench``: measure, print, keep. ``--check`` fails when a budget is exceeded."""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from bench import facts, report
from bench.desks.measure import measure as measure_desks
from bench.measure import Plan, measure
from embedded.stores import services

RESULTS = Path(__file__).parent / "results.json"


def main() -> int:
    """0, or 1 with ``--check`` when a figure is over its budget."""
    options = _options()
    plan = Plan(rounds=options.rounds, requests=options.requests, large=options.large)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="capitune-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the stores run as another user when the measure runs as root
        with services(folder, durable=False) as stores:
            lines = measure(stores, folder, plan)
            if options.desks:
                lines += measure_desks(stores, folder, options.desks)
    seconds = round(time.monotonic() - began)
    _keep(lines, plan, seconds)
    print(report.table(lines))
    print(f"\n{seconds} s in all; with machine and versions in bench/{RESULTS.name}")
    return 1 if options.check and any(line.is_over for line in lines) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds (7)")
    parser.add_argument("--requests", type=int, default=200, help="requests a page a round (200)")
    parser.add_argument(
        "--large", type=int, default=25_000, help="dossiers of the large volume (25000); 0: none"
    )
    parser.add_argument(
        "--desks", type=int, default=1_000_000, help="rows of the desks' lists (1000000); 0: none"
    )
    parser.add_argument("--check", action="store_true", help="fail when a budget is exceeded")
    return parser.parse_args()


def _keep(lines: list[report.Line], plan: Plan, seconds: int) -> None:
    result = {
        "machine": facts.machine(),
        "rounds": plan.rounds,
        "requests": plan.requests,
        "large": plan.large,
        "seconds": seconds,
        "figures": report.as_json(lines),
    }
    RESULTS.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
