/* Once: a form that is being sent shows it on its button, and is not sent twice. */
const RESTORE = [];

function busy(button) {
  if (!button || button.classList.contains("is-busy")) return;
  const label = button.querySelector(":scope > span") ?? button;
  const words = [...label.childNodes];
  button.style.minWidth = `${button.offsetWidth}px`;
  button.classList.add("is-busy");
  if (button.dataset.busy) label.textContent = button.dataset.busy;
  button.disabled = true;
  RESTORE.push(() => {
    button.classList.remove("is-busy");
    button.disabled = false;
    button.removeAttribute("style");
    if (button.dataset.busy) label.replaceChildren(...words);
  });
}

function submitterOf(form) {
  return form.querySelector("button[type=submit], button:not([type])");
}

function release(form) {
  delete form.dataset.sending;
  while (RESTORE.length) RESTORE.pop()();
}

// Before anyone else hears of it: HTMX would keep a second submission and send it after the first.
document.addEventListener("submit", (event) => {
  if (!event.target.dataset.sending) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.matches("[data-upload]")) return;
  form.dataset.sending = "yes";
  // A disabled button would not send its own name and value: disable it once the form has left.
  const pressed = event.submitter ?? submitterOf(form);
  setTimeout(() => busy(pressed), 0);
});

// HTMX sends forms itself: it says when, and when it has the answer.
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  form.dataset.sending = "yes";
  busy(event.detail.requestConfig?.triggeringEvent?.submitter ?? submitterOf(form));
});
// Before the answer takes its place: HTMX copies attributes to what bears the same id, and a style is not let by.
document.addEventListener("htmx:beforeSwap", (event) => {
  const form = event.detail.requestConfig?.elt;
  if (form instanceof HTMLFormElement) release(form);
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target instanceof HTMLFormElement) release(event.target);
});

// A page brought back by the Back button is ready to be used again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sending]").forEach(release);
});
