/* The board: a dossier dragged to the stage beside its own is moved by the arrow of its form. */
const TYPE = "application/x-capitune-case";
let dragged = null;

const laneOf = (target) => target.closest?.("[data-board] [data-lane]");
const arrowTo = (tile, lane) => tile.querySelector(`.c-move button[value="${lane.dataset.lane}"]`);

function ready() {
  for (const tile of document.querySelectorAll("[data-board] [data-case]")) tile.draggable = true;
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-case]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData(TYPE, dragged.id);
});
document.addEventListener("dragend", () => { dragged = null; mark(null); });

function mark(lane) {
  for (const other of document.querySelectorAll("[data-lane].over")) if (other !== lane) other.classList.remove("over");
  lane?.classList.add("over");
}

document.addEventListener("dragover", (event) => {
  const lane = dragged && laneOf(event.target);
  if (!lane) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = arrowTo(dragged, lane) ? "move" : "none";
  mark(arrowTo(dragged, lane) ? lane : null);
});

document.addEventListener("drop", (event) => {
  const lane = dragged && laneOf(event.target);
  const arrow = lane && arrowTo(dragged, lane);
  if (!lane) return;
  event.preventDefault();
  if (arrow) arrow.form.requestSubmit(arrow);
});

document.addEventListener("htmx:afterSettle", ready);
ready();
