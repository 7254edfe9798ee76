/* Photos: what photos become before they leave, if one wants: a lighter copy, or the pages of one PDF. One photo is
   in memory at a time; the others wait as files. See static/js/upload.js and templates/components/upload.html. */
const LONGEST_SIDE = 2339; // A4 at 200 dots an inch
const QUALITY = 0.82;
const WORTH_IT = 0.6; // a copy heavier than this part of the photo is not offered
const A4 = [595.28, 841.89];
const MOST_PAGES = 40;
const THUMB = 88;

/** The photo upright (as its camera noted) and no larger than a page needs: a JPEG, and a small picture of it. */
async function redraw(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const page = drawn(bitmap, LONGEST_SIDE);
    const blob = await new Promise((resolve) => { page.toBlob(resolve, "image/jpeg", QUALITY); });
    const { width, height } = page;
    page.width = page.height = 0; // phones give the memory back only then
    if (!blob) throw new Error("not drawn");
    return { blob, width, height, turn: 0, small: drawn(bitmap, THUMB) };
  } finally { bitmap.close(); }
}

function drawn(bitmap, longest) {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d", { alpha: false });
  context.fillStyle = "#fff"; // what is clear in a PNG is paper
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

let LINE = Promise.resolve();
/** One photo after the other, whoever asks. */
const inLine = (file) => (LINE = LINE.then(() => redraw(file), () => redraw(file)));

/** Offer a lighter copy of a photo that is leaving as it is; what leaves changes only when it is chosen. */
export async function offer(item, slot) {
  const { blob } = await inLine(item.file);
  if (blob.size > item.file.size * WORTH_IT || !item.element.isConnected || item.failed) return;
  const place = item.element.querySelector("[data-lighter]");
  const button = place.querySelector("button");
  button.querySelector("span").textContent = slot.words(item, "sayLighter", blob.size);
  button.addEventListener("click", () => slot.swap(item, new File([blob], item.file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: "image/jpeg" })));
  place.hidden = false;
}

/** A PDF of one photo a page, each as it is: nothing is drawn again. A turn is the page's, not the picture's. */
export function pdfOf(pages) {
  const parts = [];
  const offsets = [];
  let length = 0;
  const put = (...pieces) => {
    for (const piece of pieces) {
      parts.push(piece);
      length += piece.size ?? piece.length; // what is written here is ASCII
    }
  };
  const object = (...pieces) => {
    offsets.push(length);
    put(`${offsets.length} 0 obj\n`, ...pieces, "\nendobj\n");
  };
  put("%PDF-1.4\n");
  object("<</Type/Catalog/Pages 2 0 R>>");
  object(`<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, index) => `${3 + 3 * index} 0 R`).join(" ")}]>>`);
  pages.forEach(({ blob, width, height, turn }, index) => {
    const own = 3 + 3 * index;
    const [short, long] = A4;
    const scale = Math.min((width > height ? long : short) / width, (width > height ? short : long) / height);
    const [w, h] = [width * scale, height * scale].map((side) => side.toFixed(2));
    const draw = `q ${w} 0 0 ${h} 0 0 cm /P Do Q`;
    object(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${w} ${h}]/Rotate ${turn}/Resources<</XObject<</P ${own + 2} 0 R>>>>/Contents ${own + 1} 0 R>>`);
    object(`<</Length ${draw.length}>>stream\n${draw}\nendstream`);
    object(`<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${blob.size}>>stream\n`, blob, "\nendstream");
  });
  const start = length;
  put(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n`, ...offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`));
  put(`trailer<</Size ${offsets.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
  return new Blob(parts, { type: "application/pdf" });
}

/** The pages of one document, photographed one after the other; nothing leaves before one says so. */
class Pages {
  constructor(slot) {
    this.slot = slot;
    this.pages = [];
    this.busy = Promise.resolve();
    this.panel = document.getElementById("photo-pages").content.firstElementChild.cloneNode(true);
    this.say = this.panel.dataset;
    this.camera = this.part("camera");
    this.part("add").addEventListener("click", () => this.camera.click());
    this.part("send").addEventListener("click", () => this.send());
    this.part("stop").addEventListener("click", () => this.close());
    this.camera.addEventListener("change", () => {
      const files = [...this.camera.files];
      this.camera.value = "";
      this.busy = this.busy.then(() => this.take(files));
    });
    slot.form.append(this.panel);
    this.show();
    this.part("add").focus();
  }

  part(name, inside = this.panel) { return inside.querySelector(`[data-pages-${name}]`); }

  async take(files) {
    this.wrong("");
    for (const file of files) {
      if (this.pages.length >= MOST_PAGES) return this.wrong(this.say.sayMany);
      try {
        this.pages.push(await inLine(file));
        this.slot.tell(this.slot.fill(this.say.sayAdded, { n: this.pages.length }));
      } catch { this.wrong(this.slot.fill(this.say.sayUnreadable, { name: file.name })); }
      this.show();
    }
  }

  wrong(words) {
    this.part("reason").textContent = words;
    this.part("error").hidden = !words;
    if (words) this.slot.tell(words);
  }

  show() {
    this.part("list").replaceChildren(...this.pages.map((page, index) => this.row(page, index)));
    this.part("send").disabled = !this.pages.length;
  }

  row(page, index) {
    const row = this.part("page").content.firstElementChild.cloneNode(true);
    const n = index + 1;
    page.small.dataset.turn = page.turn;
    this.part("small", row).append(page.small);
    this.part("name", row).textContent = this.slot.fill(this.say.sayPage, { n });
    const acts = {
      up: () => this.swap(index, index - 1), down: () => this.swap(index, index + 1),
      turn: () => { page.turn = (page.turn + 90) % 360; }, remove: () => this.pages.splice(index, 1),
    };
    for (const [name, act] of Object.entries(acts)) {
      const button = this.part(name, row);
      button.setAttribute("aria-label", this.slot.fill(this.say[name], { n }));
      button.disabled = (name === "up" && !index) || (name === "down" && n === this.pages.length);
      button.addEventListener("click", () => {
        act();
        this.show();
        const rows = this.part("list").children;
        const again = rows[Math.min(index, rows.length - 1)];
        (again ? this.part(name, again) : this.part("add")).focus();
      });
    }
    return row;
  }

  swap(from, to) { [this.pages[from], this.pages[to]] = [this.pages[to], this.pages[from]]; }

  async send() {
    await this.busy;
    if (!this.pages.length) return;
    const name = this.slot.fill(this.say.sayFile, { day: new Date().toISOString().slice(0, 10) });
    const file = new File([pdfOf(this.pages)], name, { type: "application/pdf" });
    this.close();
    this.slot.add([file]);
  }

  close() {
    this.panel.remove();
    OPEN.delete(this.slot);
    this.slot.form.querySelector("[data-upload-pages]")?.focus();
  }
}

const OPEN = new Map();
/** Begin to photograph pages in this slot, or go on. */
export function capture(slot) {
  if (!OPEN.get(slot)?.panel.isConnected) OPEN.set(slot, new Pages(slot));
  OPEN.get(slot).part("add").focus();
}
