/* Crop: one chooses which square of a photo is kept, by dragging it or by three sliders. Without this script, or for a
   photo that this browser cannot read (HEIC), the server keeps the middle square. */
class Crop {
  constructor(root) {
    this.root = root;
    this.form = root.closest("form");
    this.input = this.form.querySelector("input[type=file]");
    this.canvas = root.querySelector("canvas");
    [this.zoom, this.across, this.down] = ["zoom", "across", "down"].map((name) => root.querySelector(`[data-crop-${name}]`));
    this.input.addEventListener("change", () => this.open());
    root.addEventListener("input", () => this.choose());
    this.canvas.addEventListener("pointerdown", (event) => this.canvas.setPointerCapture(event.pointerId));
    this.canvas.addEventListener("pointermove", (event) => this.drag(event));
    this.canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.form.addEventListener("submit", (event) => this.send(event));
  }

  async open() {
    const file = this.input.files[0];
    this.image?.close();
    this.image = null;
    this.chosen = false;
    this.root.hidden = true;
    if (!file) return;
    const image = await createImageBitmap(file).catch(() => null);
    if (!image || file !== this.input.files[0]) return;
    this.image = image;
    [this.zoom.value, this.across.value, this.down.value] = [100, 50, 50];
    this.root.hidden = false;
    this.draw();
  }

  /** The square that is kept, in pixels of the photo. */
  get square() {
    const side = Math.min(this.image.width, this.image.height) * 100 / this.zoom.value;
    return [(this.image.width - side) * this.across.value / 100, (this.image.height - side) * this.down.value / 100, side];
  }

  choose() {
    this.chosen = true;
    this.draw();
  }

  draw() {
    const [left, top, side] = this.square;
    this.across.disabled = this.image.width <= side; // a slider without room does nothing
    this.down.disabled = this.image.height <= side;
    const brush = this.canvas.getContext("2d");
    brush.fillStyle = "white";
    brush.fillRect(0, 0, this.canvas.width, this.canvas.height);
    brush.drawImage(this.image, left, top, side, side, 0, 0, this.canvas.width, this.canvas.height);
  }

  drag(event) {
    if (!this.canvas.hasPointerCapture(event.pointerId)) return;
    const [, , side] = this.square;
    const scale = side / this.canvas.clientWidth;
    this.move(this.across, event.movementX * scale, this.image.width - side);
    this.move(this.down, event.movementY * scale, this.image.height - side);
    this.choose();
  }

  /** The photo follows the finger, so the square goes the other way. */
  move(slider, pixels, room) {
    if (room > 0) slider.value = Number(slider.value) - pixels / room * 100;
  }

  wheel(event) {
    event.preventDefault();
    this.zoom.value = Number(this.zoom.value) - Math.sign(event.deltaY) * 10;
    this.choose();
  }

  async send(event) {
    if (!this.image || !this.chosen) return;
    event.preventDefault();
    if (this.cutting) return;
    this.cutting = true;
    const cut = await new Promise((done) => this.canvas.toBlob(done, "image/jpeg", 0.92));
    if (cut) {
      const files = new DataTransfer();
      files.items.add(new File([cut], "photo.jpg", { type: "image/jpeg" }));
      this.input.files = files.files;
    }
    this.chosen = this.cutting = false;
    this.form.requestSubmit(event.submitter);
  }
}

document.querySelectorAll("[data-crop]").forEach((root) => new Crop(root));
