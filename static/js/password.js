/* Password: a button that shows what was typed. Without JavaScript the field stays a plain password field. */
function ready(box) {
  const input = box.querySelector("input");
  const button = box.querySelector("button");
  const word = button.querySelector("span");
  if (!button.hidden) return;
  button.hidden = false;
  box.classList.add("is-ready");
  button.addEventListener("click", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
    word.textContent = shown ? button.dataset.show : button.dataset.hide;
    input.focus();
  });
  // Browsers offer to save passwords only from password fields.
  input.form?.addEventListener("submit", () => { input.type = "password"; });
}

const look = (root) => root.querySelectorAll("[data-secret]").forEach(ready);
look(document);
document.addEventListener("htmx:load", (event) => look(event.target));
