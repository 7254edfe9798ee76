/* Talk: the conversation of a dossier. What others write is fetched when a nudge says so (live.js), and merged;
   earlier messages follow upwards without a jump; how far one has read is told. What one writes oneself: outbox.js,
   with which this speaks by events of the document. */
const list = document.getElementById("talk");
const form = document.getElementById("send");
const typing = document.getElementById("typing");
const say = list.dataset;
const BACKGROUND = { "HX-Request": "true", "X-Background": "1" };
const TYPING_MS = 3_000;
const SHOWN_MS = 5_000; // how long "is writing" stays without a new sign
const NEAR = 160; // pixels from the end that count as being there

const SPACE = 88; // under the conversation, as the scroll padding of pages
const below = () => list.closest("section").getBoundingClientRect().bottom + SPACE - innerHeight;
const isNear = () => below() < NEAR;
const toEnd = () => scrollBy({ top: below(), behavior: "instant" });
const parsed = (text) => new DOMParser().parseFromString(text, "text/html");

async function ask(url, options = {}) {
  const answer = await fetch(url, { cache: "no-store", signal: AbortSignal.timeout(20_000), ...options, headers: { ...BACKGROUND, ...options.headers } });
  if (answer.status === 401) location.assign(`${document.body.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`);
  return answer;
}

/** Messages as the server shows them. */
class Talk {
  asking = null;
  again = false;

  get messages() { return [...list.querySelectorAll("[data-message]")]; }

  /** Fetch the latest; what is asked for meanwhile is fetched once more. */
  async refresh() {
    if (this.asking) { this.again = true; return this.asking; }
    this.asking = this.fetchLatest().catch(() => false);
    const done = await this.asking;
    this.asking = null;
    if (this.again) { this.again = false; return this.refresh(); }
    return done;
  }

  async fetchLatest() {
    if ("past" in say) return false;
    const page = await this.page(say.here);
    if (!page) return false;
    // More than a page is new: what lies between is fetched too.
    const known = new Set(this.messages.map((one) => one.id));
    let fresh = page;
    while (known.size && !fresh.some((one) => known.has(one.id)) && this.older) {
      fresh = await this.page(this.older); // eslint-disable-line no-await-in-loop
      if (!fresh) return false;
      page.unshift(...fresh.filter((one) => one.dataset.message || one.dataset.day));
    }
    this.merge(page);
    return true;
  }

  /** The rows of a page of the conversation; the head of this page is renewed with it. */
  async page(url) {
    const answer = await ask(url);
    if (answer.status === 403 || answer.status === 404) location.reload();
    if (!answer.ok) return null;
    const found = parsed(await answer.text());
    if (url === say.here) window.Idiomorph.morph(document.getElementById("head"), found.getElementById("head"), { morphStyle: "outerHTML" });
    const rows = [...found.querySelectorAll("#talk > li")];
    this.older = rows.find((row) => "older" in row.dataset)?.querySelector("a").getAttribute("href");
    return rows.filter((row) => !("older" in row.dataset));
  }

  merge(rows) {
    const near = isNear();
    const last = this.messages.at(-1)?.dataset.message ?? "";
    const first = list.querySelector("[data-pending]");
    for (const row of rows) {
      const here = row.id && document.getElementById(row.id);
      if (here) window.Idiomorph.morph(here, row, { morphStyle: "outerHTML" });
      else if (row.dataset.day || row.dataset.message > last) list.insertBefore(row, first);
      if (row.dataset.client) document.dispatchEvent(new CustomEvent("talk:arrived", { detail: row.dataset.client }));
    }
    this.tidyDays();
    document.getElementById("talk-empty")?.remove();
    this.announce(rows, last);
    if (near) toEnd();
    marks.see();
  }

  /** One line for each day, before its first message. */
  tidyDays() {
    const known = new Set();
    for (const row of list.querySelectorAll("[data-day]")) {
      if (known.has(row.dataset.day)) row.remove();
      known.add(row.dataset.day);
    }
  }

  announce(rows, last) {
    const fresh = rows.filter((row) => row.dataset.from && row.dataset.message > last).at(-1);
    if (fresh) document.getElementById("announcer").textContent = say.new.replace("{name}", fresh.dataset.from);
    if (fresh) typists.quiet();
  }

  /** Put the messages before the first ones, and leave what is read where it is. */
  async climb(link) {
    if (this.climbing) return;
    this.climbing = true;
    const older = await this.page(link.getAttribute("href")).catch(() => null);
    this.climbing = false;
    if (!older) return;
    const [anchor] = this.messages;
    const before = anchor.getBoundingClientRect().top;
    link.closest("li").remove();
    list.prepend(...older);
    if (this.older) list.prepend(this.earlier(link, this.older));
    this.tidyDays();
    scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
    top.watch();
  }

  earlier(link, href) {
    const row = document.createElement("li");
    row.className = "day";
    row.dataset.older = "";
    const next = link.cloneNode(true);
    next.setAttribute("href", href);
    row.append(next);
    return row;
  }
}

/** Earlier messages come when their link comes into sight, or is pressed. */
class Top {
  eye = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) this.go(); }, { rootMargin: "200px 0px 0px" });

  watch() {
    this.eye.disconnect();
    const link = list.querySelector("[data-older] a");
    if (link) this.eye.observe(link);
  }

  go() {
    const link = list.querySelector("[data-older] a");
    if (link) talk.climb(link);
  }
}

/** How far one has read, told when the page is looked at. */
class Marks {
  told = "";

  async see() {
    const last = talk.messages.filter((row) => row.dataset.from).at(-1)?.dataset.message;
    if (!last || last <= this.told || document.hidden || !form) return;
    const before = this.told;
    this.told = last;
    const sent = new FormData();
    sent.set("csrf_token", form.elements.csrf_token.value);
    sent.set("message_id", last);
    form.elements.seen.value = last;
    const answer = await ask(`${say.here}/seen`, { method: "POST", body: sent }).catch(() => null);
    if (!answer?.ok) this.told = before;
  }
}

/** Who is writing now. */
class Typists {
  at = 0;

  tell() {
    if (Date.now() - this.at < TYPING_MS) return;
    this.at = Date.now();
    document.dispatchEvent(new CustomEvent("live:say", { detail: { event: "dossier:typing", payload: { id: say.dossier } } }));
  }

  hear(told) {
    if (told.dossier_id !== say.dossier || told.user_id === say.me) return;
    const name = document.querySelector(`[data-person="${CSS.escape(told.user_id)}"]`)?.dataset.name;
    if (!name) return;
    typing.textContent = say.typing.replace("{name}", name);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.quiet(), SHOWN_MS);
  }

  quiet() { typing.textContent = ""; }
}

const talk = new Talk();
const top = new Top();
const marks = new Marks();
const typists = new Typists();

form?.elements.body.addEventListener("input", () => typists.tell());
list.addEventListener("click", (event) => {
  const link = event.target.closest("[data-older] a");
  if (!link) return;
  event.preventDefault();
  talk.climb(link);
});
document.getElementById("talk-live").addEventListener("live", () => talk.refresh());
document.addEventListener("talk:refresh", async (event) => event.detail(await talk.refresh()));
document.addEventListener("live:dossier:seen", (event) => { if (event.detail.dossier_id === say.dossier) talk.refresh(); });
document.addEventListener("live:dossier:typing", (event) => typists.hear(event.detail));
document.addEventListener("visibilitychange", () => { if (!document.hidden) marks.see(); });
window.addEventListener("focus", () => marks.see());
window.addEventListener("online", () => talk.refresh());

document.documentElement.classList.add("c-talking");
document.addEventListener("talk:end", toEnd);
if ((!location.hash || location.hash === "#send") && !("past" in say) && talk.messages.length) toEnd();
marks.see();
// Once it stands at its end: what lies above comes when one goes there.
requestAnimationFrame(() => requestAnimationFrame(() => top.watch()));
