// Charts drawn from the tables beside them: without this script the tables are there, open.
const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(name).trim();
const INK = [colour("--c-navy"), colour("--c-cyan")];

function read(table) {
  const heads = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent);
  const rows = [...table.tBodies[0].rows];
  const value = (cell) => (cell.dataset.value === undefined ? null : Number(cell.dataset.value));
  return {
    labels: rows.map((row) => row.cells[0].textContent.trim()),
    series: heads.map((label, n) => ({ label, data: rows.map((row) => value(row.cells[n + 1])) })),
  };
}

function shape(kind, series) {
  const look = { backgroundColor: (n) => INK[n], borderColor: (n) => INK[n] };
  return series.map((one, n) =>
    kind === "bars"
      ? { ...one, backgroundColor: look.backgroundColor(n), borderRadius: 3, maxBarThickness: 28 }
      : { ...one, borderColor: INK[0], backgroundColor: colour("--c-off"), fill: true, spanGaps: true, pointRadius: 2, borderWidth: 2 },
  );
}

function draw(figure) {
  const kind = figure.dataset.chart;
  const details = figure.querySelector("details");
  const { labels, series } = read(details.querySelector("table"));
  const box = document.createElement("div");
  box.className = "c-plot";
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", figure.querySelector("figcaption").textContent.replace(/\s+/g, " ").trim());
  box.append(canvas);
  details.before(box);
  details.open = false;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const grid = { color: colour("--c-line") };
  const ticks = { color: colour("--c-muted"), font: { family: style.fontFamily, size: 12 }, maxRotation: 0, autoSkipPadding: 16, precision: 0 };
  const stacked = kind === "bars";
  new Chart(canvas, {
    type: stacked ? "bar" : "line",
    data: { labels, datasets: shape(kind, series) },
    options: {
      animation: still ? false : { duration: 200 },
      maintainAspectRatio: false,
      plugins: { legend: { display: false } },
      interaction: { mode: "index", intersect: false },
      scales: { x: { stacked, grid: { display: false }, ticks }, y: { stacked, beginAtZero: true, grid, ticks, border: { display: false } } },
    },
  });
}

for (const figure of document.querySelectorAll("[data-chart]")) draw(figure);
