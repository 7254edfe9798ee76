/* Viewer: larger, smaller, turned. Sizes are set on the pictures; the style sheet lets the desk scroll. */
const STEPS = [50, 75, 100, 125, 150, 200, 300];

function ready(view) {
  const desk = view.querySelector(".page");
  const pictures = [...desk.querySelectorAll("img")];
  const shown = view.querySelector("[data-zoom-shown]");
  let zoom = STEPS.indexOf(100);
  let turn = 0;

  function draw() {
    shown.textContent = shown.dataset.words.replace("{n}", STEPS[zoom]);
    for (const picture of pictures) {
      picture.style.width = `${STEPS[zoom]}%`;
      picture.style.maxWidth = STEPS[zoom] > 100 ? "none" : "";
      picture.style.rotate = `${turn}deg`;
      // A picture on its side takes the room of its other dimension.
      picture.style.marginBlock = "";
      const lying = turn % 180 ? (picture.offsetWidth - picture.offsetHeight) / 2 : 0;
      picture.style.marginBlock = lying ? `${lying}px` : "";
    }
  }

  const act = (name, change) => view.querySelector(`[data-${name}]`).addEventListener("click", () => { change(); draw(); });
  act("zoom-in", () => { zoom = Math.min(zoom + 1, STEPS.length - 1); });
  act("zoom-out", () => { zoom = Math.max(zoom - 1, 0); });
  act("rotate", () => { turn = (turn + 90) % 360; });
  view.querySelector("[data-viewer-tools]").hidden = false;
}

document.querySelectorAll("[data-viewer]").forEach(ready);
