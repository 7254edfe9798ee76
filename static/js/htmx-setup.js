/* HTMX, as this product uses it: where the focus goes, what happens when the answer is not one. */
const say = document.body.dataset;

function tell(words) {
  const region = document.getElementById("flashes");
  const alert = document.createElement("div");
  alert.className = "alert alert-rust";
  alert.append(document.createElement("div"));
  alert.firstChild.textContent = words;
  region.replaceChildren(alert);
  region.scrollIntoView({ block: "center" });
}

/** True for what the page asks by itself: it fails in silence. */
const isBackground = (event) => event.detail.requestConfig?.elt?.matches("[data-live]");

// Signed out meanwhile: sign in, then come back here.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (isBackground(event)) {
    if (xhr.status !== 200) event.detail.shouldSwap = false;
  } else if (xhr.status === 401) {
    event.detail.shouldSwap = false;
    const here = location.pathname + location.search;
    location.assign(`${say.signIn}?next=${encodeURIComponent(here)}`);
  } else if (xhr.status >= 400 && xhr.status !== 422 && !xhr.response.includes("data-error-page")) {
    // Not our words (a proxy's page, say): never shown.
    event.detail.shouldSwap = false;
    tell(say.trouble);
  }
});
for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => { if (!isBackground(event)) tell(say.offline); });
}

// A form that came back with something to correct: begin there, not at the top of the page.
document.querySelector("main [role=alert][data-focus]")?.focus();

// When the focused element went away with the old content, go to what changed; errors always.
document.addEventListener("htmx:afterSettle", (event) => {
  const place = event.detail.elt;
  const wanted = place.querySelector?.("[data-focus]");
  const lost = !document.activeElement || document.activeElement === document.body;
  const target = wanted ?? (lost && event.detail.requestConfig?.triggeringEvent?.isTrusted
    ? place.querySelector?.("[autofocus]") ?? place.querySelector?.("h1, h2, h3, h4") : null);
  if (!target) return;
  if (target.matches("h1, h2, h3, h4")) target.tabIndex = -1;
  target.focus();
});
