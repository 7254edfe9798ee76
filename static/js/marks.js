/* Marks: whoever decides draws rectangles on the pages; each is a row of the form beside them. Drawn with a finger or a
   mouse while "Mark" is pressed; with the keyboard "Mark" puts one in the middle of the page, which its number then
   moves (arrows) and sizes (shift and arrows). Without this script a page number and words are enough. */
const SVG = "http://www.w3.org/2000/svg";
const SMALLEST = 0.01; // of the page: less was a click
const STEP = 0.01;
const MIDDLE = { x: 0.25, y: 0.4, width: 0.5, height: 0.2 };
const ARROWS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
const ANNOUNCER = document.getElementById("announcer");

const within = (value, low, high) => Math.min(Math.max(value, low), high);
const node = (name, facts) => {
  const made = document.createElementNS(SVG, name);
  Object.entries(facts).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
};
const percent = (value) => `${value * 100}%`;

class Marks {
  constructor(list, view) {
    this.list = list;
    this.view = view;
    this.form = list.closest("form");
    this.rows = list.querySelector("ol");
    this.template = list.querySelector("template");
    this.button = view.querySelector("[data-marking]");
    this.button.addEventListener("click", (event) => (event.detail ? this.toggle() : this.place()));
    view.querySelectorAll("[data-sheet]").forEach((sheet) => this.watch(sheet));
    this.rows.addEventListener("click", (event) => this.remove(event.target.closest("[data-remove]")?.closest("li")));
    this.rows.addEventListener("keydown", (event) => this.adjust(event));
    this.draw();
  }

  say(words, facts) {
    ANNOUNCER.textContent = Object.entries(facts).reduce((text, [key, value]) => text.replace(`{${key}}`, value), this.list.dataset[words]);
  }

  get all() {
    return [...this.rows.children];
  }

  toggle(on = this.button.getAttribute("aria-pressed") !== "true") {
    this.button.setAttribute("aria-pressed", on);
    this.view.toggleAttribute("data-drawing", on);
    if (on) this.say("sayDraw", {});
  }

  /** With the keyboard: one in the middle of the page in sight. */
  place() {
    const shown = this.view.querySelector(".c-thumbs [aria-current]");
    const page = shown ? Number(shown.hash.split("-").pop()) : 1;
    this.add(page, MIDDLE)?.querySelector("[data-adjust]").focus();
  }

  watch(sheet) {
    sheet.addEventListener("pointerdown", (event) => {
      if (!this.view.hasAttribute("data-drawing") || event.button) return;
      event.preventDefault();
      sheet.setPointerCapture(event.pointerId);
      this.begun = this.at(sheet, event);
    });
    sheet.addEventListener("pointermove", (event) => { if (this.begun) this.sketch(sheet, event); });
    sheet.addEventListener("pointerup", (event) => this.end(sheet, event));
    sheet.addEventListener("pointercancel", () => this.cancel());
  }

  /** Where the pointer is, in fractions of the page as it stands upright. */
  at(sheet, event) {
    const box = sheet.getBoundingClientRect();
    const across = within((event.clientX - box.left) / box.width, 0, 1);
    const down = within((event.clientY - box.top) / box.height, 0, 1);
    return { 0: [across, down], 90: [down, 1 - across], 180: [1 - across, 1 - down], 270: [1 - down, across] }[this.view.dataset.turn];
  }

  box(sheet, event) {
    const [x, y] = this.at(sheet, event);
    const [left, top] = this.begun;
    return { x: Math.min(x, left), y: Math.min(y, top), width: Math.abs(x - left), height: Math.abs(y - top) };
  }

  sketch(sheet, event) {
    this.draft?.remove();
    this.draft = this.shape(this.box(sheet, event));
    sheet.querySelector(".c-marks").append(this.draft);
  }

  end(sheet, event) {
    if (!this.begun) return;
    const box = this.box(sheet, event);
    this.cancel();
    if (box.width < SMALLEST || box.height < SMALLEST) this.say("sayDraw", {});
    else if (this.add(Number(sheet.dataset.sheet), box)) this.toggle(false);
  }

  cancel() {
    this.draft?.remove();
    this.draft = this.begun = null;
  }

  add(page, box) {
    if (this.all.length >= Number(this.list.dataset.most)) {
      this.say("sayMost", {});
      this.toggle(false);
      return null;
    }
    const row = this.template.content.firstElementChild.cloneNode(true);
    this.write(row, { page, ...box });
    this.rows.append(row);
    this.form.closest("details")?.setAttribute("open", "");
    const refusing = this.form.querySelector("[name=status][value=rejected]");
    if (refusing) refusing.checked = true;
    this.draw();
    this.say("sayAdded", { n: this.all.length, page });
    row.querySelector("[name=notes]").focus({ preventScroll: true });
    return row;
  }

  read(row) {
    const [page, x = 0, y = 0, width = 1, height = 1] = row.querySelector("[name=marks]").value.split(",").map(Number);
    return { page, x, y, width, height };
  }

  write(row, { page, x, y, width, height }) {
    const short = (value) => Number(value.toFixed(4));
    const [left, top] = [short(x), short(y)];
    row.querySelector("[name=marks]").value = [page, left, top, Math.min(short(width), short(1 - left)), Math.min(short(height), short(1 - top))].join(",");
  }

  remove(row) {
    if (!row) return;
    const after = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    this.draw();
    this.say("sayRemoved", {});
    (after?.querySelector("[data-remove]") ?? this.button).focus();
  }

  adjust(event) {
    const row = event.target.closest("[data-adjust]")?.closest("li");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Delete") { this.remove(row); return; }
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    const mark = this.read(row);
    if (event.shiftKey) {
      mark.width = within(mark.width + step[0], SMALLEST, 1 - mark.x);
      mark.height = within(mark.height + step[1], SMALLEST, 1 - mark.y);
    } else {
      mark.x = within(mark.x + step[0], 0, 1 - mark.width);
      mark.y = within(mark.y + step[1], 0, 1 - mark.height);
    }
    this.write(row, mark);
    this.draw();
  }

  shape({ x, y, width, height }) {
    return node("rect", { class: "mk", x: percent(x), y: percent(y), width: percent(width), height: percent(height), rx: 4 });
  }

  /** Everything anew: the numbers follow the order of the rows. */
  draw() {
    this.view.querySelectorAll(".c-marks").forEach((layer) => layer.replaceChildren());
    this.all.forEach((row, index) => {
      const [mark, number] = [this.read(row), index + 1];
      for (const named of row.querySelectorAll("[data-name]")) {
        named.setAttribute("aria-label", named.dataset.name.replace("{n}", number).replace("{page}", mark.page));
      }
      row.querySelector("[data-adjust]").textContent = number;
      row.querySelector("[data-page]").textContent = row.querySelector("[data-page]").dataset.page.replace("{page}", mark.page);
      row.querySelectorAll("button").forEach((button) => { button.disabled = false; });
      const layer = this.view.querySelector(`[data-sheet="${mark.page}"] .c-marks`);
      const tag = node("svg", { x: percent(mark.x + mark.width), y: percent(mark.y) });
      const words = node("text", { class: "tagt", dy: ".36em", "text-anchor": "middle" });
      words.textContent = number;
      tag.append(node("circle", { class: "tag", r: 12 }), words);
      layer?.append(this.shape(mark), tag);
    });
  }
}

const begin = () => {
  const [list, view] = [document.querySelector("[data-marks]"), document.querySelector("[data-viewer]")];
  if (list && !list.dataset.ready && view?.querySelector("[data-marking]")) {
    list.dataset.ready = "true";
    new Marks(list, view);
  }
};
begin();
