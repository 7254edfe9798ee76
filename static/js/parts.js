/* Parts: a large file leaves part by part, straight to storage. After a cut, only the part that was under way
   leaves again; the same file chosen again after a reload goes on where it stopped. See static/js/upload.js. */
const UPLOADS = "/documents/uploads";
const HEAD_BYTES = 256 * 1024;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30000;
const MOST_TRIES = 8;
const STALLED_MS = 60000;

const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const worked = (xhr) => xhr.status >= 200 && xhr.status < 300;
/** No answer, or one that says "later": worth another try. */
const passing = (xhr) => xhr.status === 0 || xhr.status >= 500 || xhr.status === 408 || xhr.status === 429;
/** The address of a part was too old, or the part is not wanted any more: the state says which. */
const stale = (xhr) => xhr.status === 403 || xhr.status === 404;

/** A hash, or "" where the browser makes none (a page without TLS) or cannot read the file. */
async function digest(...pieces) {
  try {
    return hex(await crypto.subtle.digest("SHA-256", await new Blob(pieces).arrayBuffer()));
  } catch { return ""; }
}

class Given extends Error {
  constructor(xhr) {
    super("given up");
    this.xhr = xhr;
  }
}

/** What happens on the way, in words. Heard, not only seen: each quarter, each cut, each going on. */
class Teller {
  constructor(item, slot) {
    Object.assign(this, { item, slot, quarter: 0 });
  }

  moved(sent) {
    const { size } = this.item.file;
    this.item.move(sent, size);
    const quarter = Math.floor(4 * sent / size);
    if (quarter > this.quarter && quarter < 4) this.tell("sayProgress", sent);
    this.quarter = Math.max(quarter, this.quarter);
  }

  resumed(sent) {
    this.going(sent);
    this.tell("sayResumed", sent);
  }

  paused(sent) { this.item.pause(this.tell("sayPaused", sent)); }

  going(sent) {
    this.item.reset();
    this.item.move(sent, this.item.file.size);
  }

  tell(name, sent) {
    const words = this.slot.words(this.item, name, sent);
    this.slot.tell(words);
    return words;
  }
}

/** One file on its way, for an item of an upload slot. */
export class Sender {
  constructor(item, slot) {
    const { csrf_token: token, kind, file_id: of } = slot.form.elements;
    this.file = item.file;
    this.address = slot.form.dataset.parts;
    this.fields = { csrf_token: token.value, kind: kind?.value ?? "", file_id: of?.value ?? "" };
    this.say = new Teller(item, slot);
    this.tries = 0;
    this.stopped = false;
    this.state = null;
    this.wake = null;
  }

  /** The last answer: of completing, or of what could not go on. null once aborted. */
  async run() {
    try {
      await this.begin();
      await this.sendAll();
      return await this.complete();
    } catch (error) {
      if (this.stopped) return null;
      if (error instanceof Given) return error.xhr;
      throw error;
    }
  }

  abort() {
    this.stopped = true;
    this.xhr?.abort();
    this.wake?.();
    if (this.state) fetch(`${UPLOADS}/${this.state.upload_id}/cancel`, { method: "POST", body: this.body(), keepalive: true }).catch(() => {});
  }

  /** Do not wait for the next try any longer. */
  hurry() {
    this.tries = 0;
    this.wake?.();
  }

  body(more = {}) {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...this.fields, ...more })) body.append(name, value);
    return body;
  }

  get kept() { return this.state?.parts.reduce((sum, part) => sum + (part.etag === null ? 0 : this.piece(part.number).size), 0) ?? 0; }

  piece(number) {
    const from = (number - 1) * this.state.part_size;
    return this.file.slice(from, from + this.state.part_size);
  }

  async begin() {
    const { name, size, type, lastModified } = this.file;
    const fingerprint = await digest(`${name}|${size}|${lastModified}|`, this.file.slice(0, HEAD_BYTES));
    this.state = await this.asked("POST", this.address, () => this.body({ file_name: name, size, mime_type: type, fingerprint }));
    if (this.kept) this.say.resumed(this.kept);
  }

  async sendAll() {
    for (let part = this.left(); part; part = this.left()) {
      const xhr = await this.request("PUT", part.url, this.piece(part.number), this.kept);
      if (worked(xhr)) {
        part.etag = "";
        this.tries = 0;
        this.say.moved(this.kept);
      } else {
        if (!stale(xhr)) await this.pause(xhr);
        else if ((this.tries += 1) > MOST_TRIES) throw new Given(xhr);
        await this.look();
      }
    }
  }

  left() { return this.state.parts.find((part) => part.etag === null); }

  /** What has arrived is the store's to say: the part whose answer was lost is not sent again. */
  async look() {
    const at = this.state;
    this.state = await this.asked("GET", `${UPLOADS}/${at.upload_id}`, () => null, 404);
    if (this.state === null) await this.begin(); // its day was over
    else this.say.going(this.kept);
  }

  async complete() {
    const sha256 = await digest(this.file);
    for (;;) {
      const xhr = await this.request("POST", `${UPLOADS}/${this.state.upload_id}/complete`, this.body({ sha256 }));
      if (!passing(xhr)) return xhr;
      await this.pause(xhr);
    }
  }

  /** The JSON of an answer, whatever tries it takes; null for the status `missing`. */
  async asked(method, url, body, missing = 0) {
    for (;;) {
      const xhr = await this.request(method, url, body());
      if (worked(xhr)) return JSON.parse(xhr.responseText);
      if (missing && xhr.status === missing) return null;
      await this.pause(xhr);
    }
  }

  /** Wait longer each time; at once when the connection is back. Gives up on a final answer, or in the end. */
  async pause(xhr) {
    if (!passing(xhr) || (this.tries += 1) > MOST_TRIES) throw new Given(xhr);
    this.say.paused(this.kept);
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.tries - 1)) * (0.5 + Math.random() / 2);
    await new Promise((resolve) => {
      this.wake = resolve;
      window.addEventListener("online", resolve, { once: true });
      if (navigator.onLine) setTimeout(resolve, wait);
    });
    this.wake = null;
    if (this.stopped) throw new Given(xhr);
  }

  /** One request, to its end; one that moves no more is cut. */
  request(method, url, body, before = null) {
    return new Promise((resolve, reject) => {
      if (this.stopped) return reject(new Given(null));
      const xhr = this.xhr = new XMLHttpRequest();
      let watch;
      const alive = () => {
        clearTimeout(watch);
        watch = setTimeout(() => xhr.abort(), STALLED_MS);
      };
      xhr.open(method, url);
      if (new URL(url, location).origin === location.origin) {
        xhr.setRequestHeader("HX-Request", "true");
        xhr.setRequestHeader("Accept", "text/html, application/json");
      }
      xhr.upload.addEventListener("progress", (event) => {
        alive();
        if (before !== null) this.say.moved(before + Math.min(event.loaded, body.size));
      });
      xhr.addEventListener("loadend", () => {
        clearTimeout(watch);
        if (this.stopped) reject(new Given(xhr));
        else resolve(xhr);
      });
      alive();
      xhr.send(body);
    });
  }
}
