/* Viewer: larger, smaller, turned, page by page; by buttons, keys and a swipe. Sizes are set on the sheets; the style
   sheet lets the desk scroll. A sheet's turn and number are read by marks.js. */
const STEPS = [50, 75, 100, 125, 150, 200, 300];
const FULL = STEPS.indexOf(100);
const SWIPE = 60; // pixels, and twice as far across as down

class Viewer {
  zoom = FULL;
  turn = 0;

  constructor(view) {
    this.view = view;
    this.desk = view.querySelector(".page");
    this.sheets = [...this.desk.querySelectorAll("[data-sheet]")];
    this.thumbs = [...view.querySelectorAll(".c-thumbs a")];
    this.on("[data-zoom-in]", () => this.scale(1));
    this.on("[data-zoom-out]", () => this.scale(-1));
    this.on("[data-rotate]", () => this.rotate());
    this.on("[data-page-up]", () => this.go(this.here - 1));
    this.on("[data-page-down]", () => this.go(this.here + 1));
    this.desk.addEventListener("keydown", (event) => this.key(event));
    this.desk.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.desk.addEventListener("touchstart", (event) => this.touch(event), { passive: true });
    this.desk.addEventListener("touchend", (event) => this.swipe(event), { passive: true });
    this.desk.addEventListener("error", (event) => this.broken(event.target), true);
    view.querySelectorAll("[data-viewer-tools]").forEach((tools) => { tools.hidden = false; });
    view.dataset.turn = this.turn;
    this.tell();
  }

  on(selector, act) {
    this.view.querySelector(selector)?.addEventListener("click", act);
  }

  scale(by) {
    this.zoom = Math.min(Math.max(this.zoom + by, 0), STEPS.length - 1);
    this.draw();
  }

  rotate() {
    this.turn = (this.turn + 90) % 360;
    this.view.dataset.turn = this.turn;
    this.draw();
  }

  draw() {
    const shown = this.view.querySelector("[data-zoom-shown]");
    shown.textContent = shown.dataset.words.replace("{n}", STEPS[this.zoom]);
    const here = this.here;
    for (const sheet of this.sheets) {
      sheet.style.width = `${STEPS[this.zoom]}%`;
      sheet.style.maxWidth = this.zoom > FULL ? "none" : "";
      sheet.style.rotate = `${this.turn}deg`;
      // A sheet on its side takes the room of its other dimension.
      sheet.style.marginBlock = "";
      const lying = this.turn % 180 ? (sheet.offsetWidth - sheet.offsetHeight) / 2 : 0;
      sheet.style.marginBlock = lying ? `${lying}px` : "";
    }
    this.go(here);
  }

  /** The index of the page that is most in sight. */
  get current() {
    const middle = this.desk.getBoundingClientRect().top + this.desk.clientHeight / 2;
    const below = this.sheets.findIndex((sheet) => sheet.getBoundingClientRect().bottom >= middle);
    return below < 0 ? this.sheets.length - 1 : below;
  }

  /** The page one went to, until one scrolls: of small pages several are in sight. */
  get here() {
    return this.aim ?? this.current;
  }

  scrolled() {
    if (!this.jumped) this.aim = null;
    this.jumped = false;
    this.tell();
  }

  go(index) {
    const sheet = this.sheets[index];
    if (!sheet) return;
    const top = this.desk.scrollTop + sheet.getBoundingClientRect().top - this.desk.getBoundingClientRect().top - 16;
    [this.aim, this.jumped] = [index, true];
    this.desk.scrollTo({ top, behavior: "instant" }); // the next key counts from where this one led
    this.tell();
  }

  /** Which page it is, where one counts them. */
  tell(index = this.here) {
    const shown = this.view.querySelector("[data-page-shown]");
    if (!shown) return;
    shown.textContent = shown.dataset.words.replace("{n}", index + 1);
    this.thumbs.forEach((thumb, at) => thumb.toggleAttribute("aria-current", at === index));
    this.thumbs[index]?.setAttribute("aria-current", "true");
  }

  get isWide() {
    return this.desk.scrollWidth > this.desk.clientWidth + 1;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== this.desk) return;
    const away = (address) => { if (address) location.assign(address); };
    const acts = {
      "+": () => this.scale(1), "=": () => this.scale(1), "-": () => this.scale(-1), r: () => this.rotate(),
      n: () => away(this.view.dataset.next), p: () => away(this.view.dataset.previous),
      // On a page wider than the desk the arrows move about on it.
      ...(this.isWide ? {} : { ArrowRight: () => this.go(this.here + 1), ArrowLeft: () => this.go(this.here - 1) }),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  touch(event) {
    this.from = event.touches.length === 1 && !this.isWide && !this.view.hasAttribute("data-drawing") ? event.touches[0] : null;
  }

  swipe(event) {
    const to = event.changedTouches[0];
    if (!this.from || event.touches.length) return;
    const [across, down] = [to.clientX - this.from.clientX, to.clientY - this.from.clientY];
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) this.go(this.here + (across < 0 ? 1 : -1));
  }

  /** A page that could not be drawn says so where it would be. */
  broken(picture) {
    if (picture.tagName !== "IMG" || picture.hidden) return;
    const words = document.createElement("figcaption");
    words.textContent = this.desk.dataset.broken;
    picture.hidden = true;
    picture.after(words);
  }
}

document.querySelectorAll("[data-viewer]").forEach((view) => new Viewer(view));
