/* Upload: a plain form for one file becomes photo, choice and drop, with several files one after the other.
   Every word comes from the form's data- attributes. See templates/components/upload.html. */
const KILO = 1000;
const MEGA = 1000 * KILO;
const MIB = 1024 * 1024;
const WAIT_MS = 5000;
const WHOLE_BYTES = 5 * MIB; // up to here a file is one part: it leaves whole, by the form
let SENT = 0;
const ANNOUNCER = document.getElementById("announcer");

const fill = (words, values) => Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value), words);

/** Bytes as numbers in the unit that suits the whole ("2,1" of "3,4 Mo"). */
function sizes(sent, total, form) {
  const [step, unit, digits] = total < MEGA ? [KILO, form.dataset.unitKb, 0] : [MEGA, form.dataset.unitMb, 1];
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: digits, minimumFractionDigits: digits });
  return { sent: number.format(sent / step), total: `${number.format(total / step)}\u202f${unit}` };
}

const signIn = () => location.assign(`${document.body.dataset.signIn}?next=${encodeURIComponent(location.pathname + location.search)}`);

/** What the server says is wrong: a problem document, a fragment's sentence, or the general words. */
function reason(xhr, say) {
  if (xhr.status >= 500) return say.sayTrouble;
  if ((xhr.getResponseHeader("Content-Type") ?? "").includes("json")) {
    try {
      const { errors, detail, title } = JSON.parse(xhr.responseText);
      return errors?.[0]?.message ?? detail ?? title ?? say.sayRefused;
    } catch { return say.sayRefused; }
  }
  const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
  const words = page.querySelector(".c-err span, [data-error-page] p, [role=alert] div, h1");
  return words?.textContent.trim() || say.sayRefused;
}

class Slot {
  constructor(form) {
    Object.assign(this, { queue: [], answer: null, current: null, fill });
    this.adopt(form);
  }

  /** Take a form in hand: the first, or the one that came with an answer. */
  adopt(form) {
    this.form = form;
    this.list = form.querySelector("[data-upload-list]");
    const input = form.querySelector("input[type=file][name]");
    const camera = form.querySelector("[data-upload-camera]");
    form.querySelector("[data-upload-plain]").hidden = true;
    form.querySelectorAll("[data-upload-live]").forEach((part) => { part.hidden = false; });
    input.multiple = this.several;
    input.required = false;
    form.querySelector("[data-upload-choose]").addEventListener("click", () => input.click());
    form.querySelector("[data-upload-photo]").addEventListener("click", () => camera.click());
    form.querySelector("[data-upload-pages]").addEventListener("click", () => this.photos((made) => made.capture(this)));
    for (const source of [input, camera]) {
      const take = () => {
        this.add([...source.files]);
        source.value = "";
      };
      source.addEventListener("change", take);
      // Chosen before this script was there, on a slow line: not lost.
      if (source.files.length) take();
    }
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  /** True when more than one file counts here; else a second one would only replace the first. */
  get several() { return this.form.hasAttribute("data-several"); }
  tell(words) { ANNOUNCER.textContent = words; }

  add(files) {
    const busy = this.current || this.queue.length;
    const room = this.several ? files.length : Number(!busy);
    files.forEach((file, index) => {
      const item = this.row(file);
      if (index < room) this.enqueue(item);
      else {
        item.fail(this.form.dataset.saySingle);
        this.tell(item.failed);
      }
    });
    this.next();
  }

  /** What can be done with photos here, once it is wanted; where it cannot, they leave as they are. */
  photos(act) { import(this.form.dataset.photosScript).then(act).catch(() => {}); }

  /** Send this file in the place of one that is leaving. */
  swap(item, file) {
    const other = this.row(file);
    this.queue.unshift(other);
    other.show(this.form.dataset.sayWaiting);
    this.cancel(item);
    this.next();
  }

  enqueue(item) {
    const say = this.form.dataset;
    item.show(say.sayWaiting);
    if (item.file.size === 0) item.fail(say.sayEmpty);
    else if (item.file.size > Number(say.most) * MIB) item.fail(fill(say.sayLarge, { most: `${say.most}\u202f${say.unitMb}` }));
    else this.queue.push(item);
    if (!item.failed && item.file.size > MEGA && /^image\/(jpeg|png|webp)$/.test(item.file.type)) this.photos((made) => made.offer(item, this));
    if (item.failed) this.tell(item.failed);
  }

  row(file) {
    const say = this.form.dataset;
    const element = this.form.querySelector("[data-upload-row]").content.firstElementChild.cloneNode(true);
    const part = (name) => element.querySelector(`[data-${name}]`);
    // A key of its own: sent again after an answer was lost, the file is still one version.
    const key = this.form.elements.form_key?.value;
    const item = { file, element, failed: null, key: key ? `${key}.${SENT += 1}` : "" };
    part("name").textContent = file.name;
    part("bar").setAttribute("aria-label", fill(say.saySending, { name: file.name }));
    part("cancel").setAttribute("aria-label", fill(say.sayCancel, { name: file.name }));
    part("retry").setAttribute("aria-label", fill(say.sayRetry, { name: file.name }));
    item.show = (words) => { part("fact").textContent = words; };
    item.fail = (words, again = false) => {
      item.failed = words;
      item.show("");
      part("bar").hidden = true;
      part("reason").textContent = words;
      part("error").hidden = false;
      part("again").hidden = !again;
    };
    item.move = (sent, total) => {
      part("bar").max = total;
      part("bar").value = sent;
      part("bar").hidden = false;
      if (sent >= total) part("lighter").hidden = true;
      item.show(sent < total ? fill(say.sayProgress, sizes(sent, total, this.form)) : say.saySaving);
    };
    item.pause = (words) => {
      part("reason").textContent = words;
      part("error").hidden = part("again").hidden = false;
    };
    item.hold = (words) => {
      item.show("");
      part("said").textContent = words;
      part("twin").hidden = false;
      this.tell(words);
    };
    item.reset = () => {
      item.failed = null;
      part("error").hidden = part("again").hidden = part("twin").hidden = true;
    };
    for (const [name, act] of Object.entries({ cancel: "cancel", retry: "retry", anyway: "retry" })) part(name).addEventListener("click", () => this[act](item));
    this.list.append(element);
    this.list.hidden = false;
    return item;
  }

  cancel(item) {
    this.queue = this.queue.filter((other) => other !== item);
    item.element.remove();
    this.list.hidden = !this.list.children.length;
    this.tell(this.form.dataset.sayCancelled);
    this.form.querySelector("[data-upload-choose]").focus();
    if (this.current?.item === item) this.current.way.abort();
    else if (!this.current && !this.queue.length) this.finish();
  }

  retry(item) {
    if (this.current?.item === item) return this.current.way.hurry?.();
    item.reset();
    item.show(this.form.dataset.sayWaiting);
    this.queue.push(item);
    this.next();
  }

  next() {
    if (this.current) return;
    const item = this.queue.shift();
    if (!item) this.finish();
    else if (this.form.dataset.known && !item.looked) this.look(item);
    else this.isLarge(item) ? this.sendParts(item) : this.send(item);
  }

  /** A file that was sent before is held until one says that it is meant; whatever fails here, it leaves. */
  async look(item) {
    const { known, knownScript } = this.form.dataset;
    item.looked = true;
    this.current = { item, way: { abort: () => this.ended() } };
    const said = await import(knownScript).then((made) => made.known(item.file, known)).catch(() => "");
    if (this.current?.item !== item) return; // cancelled meanwhile
    if (said) item.hold(said);
    else this.queue.unshift(item);
    this.ended();
  }

  send(item) {
    const say = this.form.dataset;
    const body = new FormData(this.form);
    body.delete("file");
    body.append("file", item.file, item.file.name);
    if (item.key) body.set("form_key", item.key);
    const xhr = new XMLHttpRequest();
    this.current = { item, way: xhr };
    xhr.open("POST", this.form.action);
    xhr.setRequestHeader("HX-Request", "true");
    xhr.setRequestHeader("Accept", "text/html, application/problem+json");
    xhr.upload.addEventListener("progress", (event) => item.move(Math.min(event.loaded, item.file.size), item.file.size));
    xhr.addEventListener("load", () => this.answered(item, xhr));
    xhr.addEventListener("error", () => this.unreached(item));
    xhr.addEventListener("loadend", () => this.ended());
    this.tell(fill(say.saySending, { name: item.file.name }));
    item.move(0, item.file.size);
    xhr.send(body);
  }

  ended() {
    this.current = null;
    this.next();
  }

  isLarge(item) { return Boolean(this.form.dataset.parts) && item.file.size > WHOLE_BYTES; }

  /** A large file leaves in parts: a cut costs one of them at most. */
  async sendParts(item) {
    this.current = { item, way: { abort: () => this.ended() } };
    this.tell(this.words(item, "saySending", 0));
    item.move(0, item.file.size);
    try {
      const { Sender } = await import(this.form.dataset.partsScript);
      if (!item.element.isConnected) return; // cancelled meanwhile
      const sender = this.current.way = new Sender(item, this);
      const xhr = await sender.run();
      if (xhr?.status) this.answered(item, xhr);
      else if (xhr) this.unreached(item);
    } catch {
      this.unreached(item);
    }
    if (this.current?.item === item) this.ended();
  }

  words(item, name, sent) { return fill(this.form.dataset[name], { name: item.file.name, ...sizes(sent, item.file.size, this.form) }); }

  answered(item, xhr) {
    const say = this.form.dataset;
    if (xhr.status === 401) signIn();
    else if (xhr.status >= 200 && xhr.status < 300) {
      this.answer = xhr.responseText;
      item.element.remove();
      this.tell(fill(say.sayDone, { name: item.file.name }));
    } else {
      item.fail(reason(xhr, say), true);
      this.tell(item.failed);
    }
  }

  /** The connection is down: keep the file, say so, and try again when it is back. */
  unreached(item) {
    item.fail(this.form.dataset.sayOffline, true);
    this.tell(item.failed);
    const again = () => item.failed && item.element.isConnected && this.retry(item);
    if (navigator.onLine) setTimeout(again, WAIT_MS);
    else window.addEventListener("online", again, { once: true });
  }

  /** Everything was tried: show the requirement as the server has it now, and keep what failed in sight. */
  finish() {
    const html = this.answer;
    this.answer = null;
    if (html === null) return;
    const old = document.getElementById(this.form.dataset.target);
    const fresh = new DOMParser().parseFromString(`<body>${html}`, "text/html").getElementById(this.form.dataset.target);
    const kept = [...this.list.children];
    if (!old || !fresh) return location.reload();
    old.replaceWith(document.adoptNode(fresh));
    window.htmx?.process(fresh);
    const form = fresh.querySelector("form[data-upload]");
    if (form) {
      SLOTS.set(form, this);
      this.adopt(form);
    } else fresh.append(this.list);
    this.list.append(...kept);
    this.list.hidden = !kept.length;
    const heading = fresh.querySelector("h2, h3, h4");
    if (heading && document.activeElement === document.body) {
      heading.tabIndex = -1;
      heading.focus();
    }
    document.body.dispatchEvent(new CustomEvent("dossier-changed", { bubbles: true }));
  }
}

const SLOTS = new WeakMap();
function look(root) {
  for (const form of root.querySelectorAll("form[data-upload]")) if (!SLOTS.has(form)) SLOTS.set(form, new Slot(form));
}
look(document);
document.addEventListener("htmx:load", (event) => look(event.detail.elt.parentElement ?? event.detail.elt));
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("[data-upload-list] progress:not([hidden])")) event.preventDefault();
});
