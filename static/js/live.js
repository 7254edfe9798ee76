/* Live: this page hears, by ids only, that something happened, and HTMX fetches what it may see. `data-live`
   on an element says what it watches (templates/components/live.html). Each id counts once, however it comes:
   by the wire, or asked for after a time without it. Without websocket the page asks every ten seconds. */
const ASK_MS = 10_000;
const CHECK_MS = 120_000; // a nudge may be lost while the wire stands
const GRACE_MS = 3_000; // a short cut is not worth a word
const AGAIN_MS = 30_000;
const PAUSE_MS = 250; // between two refreshes of one thing
const SPREAD_MS = 1_500;
const REMEMBERED = 5_000;
const BACKGROUND = { "X-Background": "1", "HX-Request": "true" };
const root = document.getElementById("live");

/** Ids that this page knows, the oldest forgotten. */
class Known {
  ids = new Set();

  /** True the first time. */
  take(id) {
    if (this.ids.has(id)) return false;
    this.ids.add(id);
    if (this.ids.size > REMEMBERED) this.ids.delete(this.ids.values().next().value);
    return true;
  }
}

/** Fetches what watches a subject: one at a time, and once more when something happened meanwhile. */
class Refresher {
  states = new Map();

  ask(subject) {
    if (this.states.has(subject)) { this.states.set(subject, "again"); return; }
    const watching = document.querySelectorAll(`[data-live="${CSS.escape(subject)}"]`);
    if (!watching.length) return;
    this.states.set(subject, "busy");
    watching.forEach((element) => element.dispatchEvent(new Event("live")));
    setTimeout(() => this.done(subject), PAUSE_MS);
  }

  done(subject) {
    const again = this.states.get(subject) === "again";
    this.states.delete(subject);
    if (again) this.ask(subject);
  }
}

class Indicator {
  show(state) {
    clearTimeout(this.timer);
    if (state === root.dataset.state) return;
    this.timer = setTimeout(() => this.say(state), state === "away" ? GRACE_MS : 0);
  }

  say(state) {
    const said = root.dataset.state;
    root.dataset.state = state;
    root.hidden = false;
    root.title = root.dataset[state];
    // That all is well at first is shown, not said.
    root.querySelector("[role=status]").textContent = said || state !== "on" ? root.dataset[state] : "";
  }
}

class Live {
  known = new Known();
  joined = new Set();
  later = new Set();
  refresher = new Refresher();
  indicator = new Indicator();
  after = root.dataset.after;
  asked = Date.now();
  subjects = [...new Set([...document.querySelectorAll("[data-live*=':']")].map((element) => element.dataset.live))];

  start() {
    this.socket = window.io({ transports: ["websocket"], reconnectionDelay: 300, reconnectionDelayMax: 8000, timeout: 8000 });
    this.socket.on("connect", () => this.arrive());
    this.socket.on("disconnect", (reason) => this.lose(reason));
    this.socket.on("connect_error", () => this.refused());
    this.socket.on("revoked", (told) => this.revoked(told));
    this.socket.on("notification", (told) => this.ring(told.id, told.unread));
    this.socket.on("dossier:changed", (told) => this.refresher.ask(`dossier:${told.dossier_id}`));
    this.socket.on("post:comment", (told) => this.refresher.ask(`post:${told.post_id}`));
    this.socket.on("post:thanks", () => this.soon("thanks"));
    this.socket.on("inside:new", () => this.soon("inside:"));
    this.socket.on("post:gone", () => this.catchUp());
    for (const heard of ["dossier:seen", "dossier:typing"]) {
      this.socket.on(heard, (told) => document.dispatchEvent(new CustomEvent(`live:${heard}`, { detail: told })));
    }
    document.addEventListener("live:say", (event) => { if (this.socket.connected) this.socket.emit(event.detail.event, event.detail.payload); });
    this.socket.on("queue:changed", () => this.refresher.ask("queue"));
    this.clock = setInterval(() => this.tick(), ASK_MS);
    document.addEventListener("visibilitychange", () => this.seen());
  }

  /** What many watch at once: they do not all ask at the same moment, and several causes are one question. */
  soon(start) {
    if (this.later.has(start)) return;
    this.later.add(start);
    setTimeout(() => {
      this.later.delete(start);
      document.querySelectorAll(`[data-live^="${start}"]`).forEach((element) => this.refresher.ask(element.dataset.live));
    }, Math.random() * SPREAD_MS);
  }

  arrive() {
    this.reason = "";
    this.indicator.show("on");
    this.subjects.forEach((subject) => this.join(subject));
    this.catchUp();
  }

  join(subject) {
    const [kind, id] = subject.split(":");
    this.socket.emit(`${kind}:join`, { id }, (answer) => {
      if (answer.ok) this.joined.add(subject);
      else if (answer.code === "too_many_requests") setTimeout(() => this.join(subject), ASK_MS);
      else this.gone(subject);
    });
  }

  lose(reason) {
    this.indicator.show("away");
    if (reason === "io server disconnect" || this.reason) this.comeBack();
  }

  refused() {
    this.indicator.show("away");
    if (!this.socket.active) this.comeBack();
  }

  /** Closed by the server: whoever still may, connects again; of too many pages, the one looked at. */
  async comeBack() {
    if (this.waiting || this.isOut) return;
    this.waiting = true;
    const crowded = this.reason === "too_many_connections";
    const may = await this.catchUp();
    setTimeout(() => {
      this.waiting = false;
      if (!this.isOut && !this.socket.connected && !(crowded && document.hidden)) this.socket.connect();
    }, may && !crowded ? PAUSE_MS : AGAIN_MS);
  }

  revoked(told) {
    if (told.subject) this.subjects.filter((subject) => subject.endsWith(told.subject)).forEach((subject) => this.join(subject));
    else this.reason = told.reason;
  }

  /** What this page shows may be seen no more: the page says so itself. */
  gone(subject) { if (this.joined.delete(subject)) location.reload(); }

  ring(id, unread) {
    if (id && !this.known.take(id)) return;
    if (id) document.dispatchEvent(new CustomEvent("live:notification", { detail: { id, unread } }));
    this.refresher.ask("notification");
  }

  tick() {
    if (document.hidden || this.isOut) return;
    if (!this.socket.connected || Date.now() - this.asked > CHECK_MS) this.catchUp();
  }

  seen() {
    if (document.hidden || this.isOut) return;
    if (!this.socket.connected && !this.socket.active) this.socket.connect();
    this.catchUp();
  }

  /** Ask for what was missed; true when the server answered. A question on its way is followed by another. */
  async catchUp() {
    if (this.asking) { this.askAgain = true; return this.asking; }
    this.asking = this.askAll();
    const answered = await this.asking;
    this.asking = null;
    if (this.askAgain) { this.askAgain = false; return this.catchUp(); }
    return answered;
  }

  async askAll() {
    try {
      let more = true;
      while (more && !this.isOut) more = await this.askOnce();
      return !this.isOut;
    } catch {
      return false; // no network: asked again soon
    }
  }

  async askOnce() {
    const words = new URLSearchParams([["after", this.after], ...this.subjects.map((subject) => ["watch", subject])]);
    const answer = await fetch(`/live?${words}`, { headers: BACKGROUND, cache: "no-store", signal: AbortSignal.timeout(8000) });
    if (answer.status === 401) { this.leave(); return false; }
    if (!answer.ok) throw new Error(String(answer.status));
    const told = await answer.json();
    this.after = told.after;
    this.asked = Date.now();
    told.notifications.forEach((id) => this.ring(id, told.unread));
    if (this.unread !== undefined && this.unread !== told.unread) this.refresher.ask("notification");
    this.unread = told.unread;
    for (const [subject, ids] of Object.entries(told.subjects)) {
      if (ids === null) this.gone(subject);
      else if (ids.filter((id) => this.known.take(id)).length) this.refresher.ask(subject);
    }
    return told.more;
  }

  leave() {
    this.isOut = true;
    clearInterval(this.clock);
    this.socket.disconnect();
    this.indicator.show("out");
  }
}

// What the page asks by itself: no use of the session, no error shown, and what is open stays open.
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.matches("[data-live]")) return;
  event.detail.headers["X-Background"] = "1";
  event.detail.useUrlParams = true;
  const open = [...document.querySelectorAll("[data-open]")].map((element) => element.dataset.open);
  if (open.length) event.detail.parameters.open = open;
});

new Live().start();
