/* Toast: what may be undone, for a while. It waits as long as a pointer or the focus is on it. */
const LIFE = 10000;

function live(toast) {
  let timer;
  const start = () => { timer = setTimeout(() => toast.remove(), LIFE); };
  const hold = () => clearTimeout(timer);
  toast.addEventListener("click", (event) => { if (event.target.closest("[data-toast-close]")) toast.remove(); });
  for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, hold);
  for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, () => { hold(); start(); });
  start();
}

const region = document.getElementById("toasts");
new MutationObserver((changes) => {
  for (const change of changes) for (const node of change.addedNodes) if (node instanceof HTMLElement) live(node);
}).observe(region, { childList: true });
