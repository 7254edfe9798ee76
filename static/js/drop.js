/* Drop: files dropped on a place to send them are chosen there; beside one, they do not replace the page. */
const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
const slotOf = (event) => event.target.closest?.("form[data-upload]");

for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    slotOf(event)?.classList.add("is-over");
  });
}
document.addEventListener("dragleave", (event) => {
  const form = slotOf(event);
  if (form && !form.contains(event.relatedTarget)) form.classList.remove("is-over");
});
document.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  const form = slotOf(event);
  if (!form) return;
  form.classList.remove("is-over");
  const input = form.querySelector("input[type=file][name]");
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change"));
});
