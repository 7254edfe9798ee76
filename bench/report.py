"""The figures as a table and as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from bench.load import Sample
from bench.pages import BUFFERS_BUDGET, CPU_BUDGET, GROWTH_BUDGET, Page
from bench.ratios import Ratio, paired
from bench.statements import Cost

FLOOR, PRODUCT, SMALL = "floor", "product", "product, small"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: what, of what, how much, and how much is allowed."""

    page: str
    what: str
    baseline: str
    measured: str
    figure: float
    spread: str
    budget: float

    @property
    def is_over(self) -> bool:
        """Past its budget."""
        return self.figure > self.budget


def cpu(page: Page, samples: Mapping[tuple[str, str], Sequence[Sample]]) -> Line:
    """Processor time of the product over the floor's, the bytes of both beside it."""
    floor, product = samples[FLOOR, page.name], samples[PRODUCT, page.name]
    ratio = paired([s.cpu for s in floor], [s.cpu for s in product])
    return Line(page.name, "CPU / floor", _told(floor), _told(product), *_figure(ratio), CPU_BUDGET)


def sql(page: Page, cost: Cost) -> list[Line]:
    """Statements and buffers of the page on the database of the product."""
    figures = [
        ("SQL statements", cost.statements, page.statements),
        ("buffers", cost.buffers, BUFFERS_BUDGET),
    ]
    return [Line(page.name, what, "", "", figure, "", most) for what, figure, most in figures]


def growth(
    page: Page, samples: Mapping[tuple[str, str], Sequence[Sample]], small: Cost, large: Cost
) -> list[Line]:
    """Time until the answer, buffers and time of the SQL, on the large volume over the small one."""
    before, after = samples[SMALL, page.name], samples[PRODUCT, page.name]
    ratio = paired([s.seconds for s in before], [s.seconds for s in after])
    return [
        Line(
            page.name,
            "growth, time",
            _wait(before),
            _wait(after),
            *_figure(ratio),
            GROWTH_BUDGET,
        ),
        Line(
            page.name,
            "growth, buffers",
            f"{small.buffers}, SQL {small.milliseconds:.2f} ms",
            f"{large.buffers}, SQL {large.milliseconds:.2f} ms",
            large.buffers / small.buffers,
            "",
            GROWTH_BUDGET,
        ),
    ]


def table(lines: Sequence[Line]) -> str:
    """All figures, the ones past their budget marked."""
    rows = [("page", "what", "baseline", "measured", "figure", "spread", "budget", "")]
    for line in lines:
        mark = "OVER BUDGET" if line.is_over else "ok"
        figure, budget = f"{line.figure:.4g}", f"{line.budget:g}"
        rows.append(
            (line.page, line.what, line.baseline, line.measured, figure, line.spread, budget, mark)
        )
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def as_json(lines: Sequence[Line]) -> list[dict[str, object]]:
    """The same for programs."""
    return [{**asdict(line), "over": line.is_over} for line in lines]


def _figure(ratio: Ratio) -> tuple[float, str]:
    return ratio.median, f"{ratio.low:.2f}-{ratio.high:.2f}"


def _told(samples: Sequence[Sample]) -> str:
    return f"{1000 * median(s.cpu for s in samples):.2f} ms, {samples[0].bytes} B"


def _wait(samples: Sequence[Sample]) -> str:
    return f"{1000 * median(s.seconds for s in samples):.1f} ms"
