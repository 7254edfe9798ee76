/* Outbox: what one writes in a conversation shows at once and is kept by this browser until the server has it: sent
   in order, one after the other, again and again under the same name, so it arrives once. A page that was closed or
   reloaded goes on where it was. The server's own view of it then takes its place (talk.js). */
const list = document.getElementById("talk");
const form = document.getElementById("send");
const say = list.dataset;
const HEADERS = { "HX-Request": "true" };
const PAUSES = [1_000, 2_000, 4_000, 8_000, 15_000];
const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });

/** What is not sent yet, kept by this browser: one list for each person and dossier. */
class Shelf {
  key = `talk:${say.me}:${say.dossier}`;

  all() {
    try { return JSON.parse(localStorage.getItem(this.key)) ?? []; } catch { return this.lost ?? []; }
  }

  keep(messages) {
    this.lost = messages; // a browser without storage keeps them as long as the page stands
    try {
      if (messages.length) localStorage.setItem(this.key, JSON.stringify(messages));
      else localStorage.removeItem(this.key);
    } catch { /* kept above */ }
  }

  put(message) { this.keep([...this.all(), message]); }

  drop(clientId) { this.keep(this.all().filter((message) => message.client_id !== clientId)); }
}

/** What was written here and is not with the server yet. */
class Outbox {
  shelf = new Shelf();
  tries = 0;

  start() {
    this.shelf.all().forEach((message) => this.show(message));
    this.flush();
  }

  add(message) {
    this.shelf.put(message);
    this.show(message);
    document.dispatchEvent(new Event("talk:end"));
    this.flush();
  }

  row(clientId) { return list.querySelector(`[data-pending="${CSS.escape(clientId)}"]`); }

  show(message) {
    if (this.row(message.client_id) || list.querySelector(`[data-client="${CSS.escape(message.client_id)}"]`)) return;
    const row = document.getElementById("pending").content.firstElementChild.cloneNode(true);
    row.dataset.pending = message.client_id;
    row.querySelector(".c-words").textContent = message.body;
    list.append(row);
    row.querySelector("[data-again]").addEventListener("click", () => { this.stuck = null; this.state(message.client_id, say.sending); this.flush(); });
    row.querySelector("[data-drop]").addEventListener("click", () => { this.stuck = null; this.drop(message.client_id); this.flush(); });
    document.getElementById("talk-empty")?.remove();
    this.state(message.client_id, say.sending);
  }

  state(clientId, words, { wrong = false, refused = false } = {}) {
    const row = this.row(clientId);
    if (!row) return;
    const line = row.querySelector("[data-state]");
    line.classList.toggle("text-rust", wrong);
    line.querySelector("span").textContent = words;
    row.querySelector("[data-acts]").hidden = !refused;
  }

  drop(clientId) {
    this.shelf.drop(clientId);
    this.row(clientId)?.remove();
  }

  /** Send what is kept, the oldest first; the next only once the one before is there. */
  async flush() {
    if (this.sending) { this.hurry?.(); return; }
    this.sending = true;
    let message;
    while ((message = this.shelf.all()[0]) && !this.stuck) await this.sendOne(message); // eslint-disable-line no-await-in-loop, no-cond-assign
    this.sending = false;
  }

  async sendOne(message) {
    let answer;
    try {
      answer = await fetch(say.here, { method: "POST", body: this.body(message), headers: HEADERS, signal: AbortSignal.timeout(20_000) });
    } catch {
      return this.later(message, say.waiting);
    }
    if (answer.ok) return this.sent(message);
    if (answer.status === 401) return location.assign(`${document.body.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`);
    if (answer.status === 429) return this.later(message, say.fast, Number(answer.headers.get("Retry-After")) * 1000);
    if (answer.status >= 500 || answer.status === 408) return this.later(message, say.waiting);
    const told = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#body-error, .c-err, [role=alert], h1");
    this.stuck = message.client_id;
    return this.state(message.client_id, `${say.refused} ${told?.textContent.trim() ?? ""}`, { wrong: true, refused: true });
  }

  body(message) {
    const sent = new FormData();
    sent.set("csrf_token", form.elements.csrf_token.value);
    sent.set("client_id", message.client_id);
    sent.set("body", message.body);
    if (message.reply_expected) sent.set("reply_expected", "y");
    return sent;
  }

  async sent(message) {
    this.tries = 0;
    if ("past" in say) { this.drop(message.client_id); location.assign(say.here); return; }
    // Shown as the server has it before it is forgotten here; if that fails, sending again does no harm.
    const shown = await new Promise((done) => { document.dispatchEvent(new CustomEvent("talk:refresh", { detail: done })); });
    if (shown) this.drop(message.client_id);
    else await wait(PAUSES[0]);
  }

  async later(message, words, ms) {
    this.state(message.client_id, words, { wrong: true });
    const pause = ms || PAUSES[Math.min(this.tries, PAUSES.length - 1)];
    this.tries += 1;
    // Told to slow down, nothing hurries it.
    const hurried = new Promise((done) => { if (!ms) this.hurry = done; });
    await Promise.race([wait(pause), hurried]);
    this.hurry = null;
  }
}

/** Files are not kept by the browser: they leave with their form, which stays as it is until they are there. */
async function sendFiles() {
  const button = form.querySelector("[type=submit]");
  const told = document.getElementById("body-error") ?? button.closest("form").insertBefore(document.createElement("p"), form.querySelector(".row-c"));
  told.id = "body-error";
  told.className = "small px-2 mb-0";
  told.setAttribute("role", "status");
  told.textContent = say.sending;
  button.disabled = true;
  try {
    const answer = await fetch(say.here, { method: "POST", body: new FormData(form), headers: HEADERS });
    if (answer.ok) { clear(); told.remove(); document.dispatchEvent(new CustomEvent("talk:refresh", { detail: () => document.dispatchEvent(new Event("talk:end")) })); }
    else {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      told.textContent = (page.getElementById("body-error") ?? page.querySelector("h1"))?.textContent.trim() || say.refused;
    }
  } catch {
    told.textContent = say.cut;
  }
  told.classList.toggle("text-rust", told.isConnected);
  button.disabled = false;
}

function clear() {
  form.reset();
  form.elements.body.value = "";
  form.elements.client_id.value = crypto.randomUUID();
  form.elements.form_key.value = crypto.randomUUID();
  form.elements.file.classList.add("is-empty");
  form.elements.body.focus();
}

const outbox = new Outbox();
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const { body, file, reply_expected: awaits } = form.elements;
  if (file.files.length) { sendFiles(); return; }
  if (!body.value.trim()) { body.focus(); return; }
  outbox.add({ client_id: crypto.randomUUID(), body: body.value, reply_expected: awaits.checked });
  clear();
}, true);
form.elements.file.classList.add("is-empty");
form.elements.file.addEventListener("change", ({ target }) => target.classList.toggle("is-empty", !target.files.length));
form.elements.body.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
});
document.addEventListener("talk:arrived", (event) => outbox.drop(event.detail));
document.getElementById("talk-live").addEventListener("live", () => outbox.flush());
document.addEventListener("visibilitychange", () => { if (!document.hidden) outbox.flush(); });
window.addEventListener("online", () => outbox.flush());
outbox.start();
