/* Copy: a button that copies what stands in the field beside it. Without JavaScript the field is selected and copied by hand. */
for (const box of document.querySelectorAll("[data-copy]")) {
  const field = box.querySelector("input");
  const button = box.querySelector("button");
  const said = box.querySelector("[role=status]");
  button.hidden = false;
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = button.dataset.done;
      button.querySelector("span").textContent = button.dataset.done;
    } catch {
      field.focus(); // the browser keeps the clipboard to itself: select it for the person
    }
  });
}
