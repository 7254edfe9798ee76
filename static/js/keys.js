/* Keys for a long list or queue: j next, k previous, / the search, ? what they are, v validate, r ask for a new
   version; Enter opens what has the focus, as everywhere. Never while something is being
   typed or chosen, never with another key held, and not at all for whoever switches them off. */
const OFF = "keys-off";
const help = document.querySelector("[data-keys]");
const isOff = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
const keep = (off) => { try { localStorage.setItem(OFF, off ? "1" : "0"); } catch { /* kept for this page only */ } };

function isBusy(target) {
  if (document.querySelector("dialog[open]")) return true;
  return target.isContentEditable || Boolean(target.closest("textarea, select, input:not([type=radio], [type=checkbox])"));
}

/** What has the focus on a line: where it leads, else what ticks it. */
const held = (row) => row.querySelector("a") ?? row.querySelector("input[type=checkbox]");

/** The line after or before the one that has the focus; several tables of a page are walked as one. */
function step(lists, by) {
  const links = lists.flatMap((rows) => (rows.matches("tbody")
    ? [...rows.rows].map(held).filter(Boolean)
    : [...rows.querySelectorAll("a.strong")]));
  const at = links.findIndex((link) => (link.closest("tr") ?? link).contains(document.activeElement));
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1);
  links[next]?.focus();
}

function choose(radio, key) {
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  const form = radio.form;
  const after = key === "r" ? form.querySelector('[name="reasons"]') : form.querySelector('[type="submit"]');
  (after || radio).focus();
}

function press(event) {
  const key = event.key;
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!["j", "k", "v", "r", "/", "?"].includes(key) || off || isBusy(event.target)) return;
  const marked = document.querySelector("[data-rows]");
  const lists = marked ? [marked] : [...document.querySelectorAll("main table.c-fold tbody")];
  const sought = document.querySelector("main form[role=search] input:not([type=hidden])");
  const place = document.querySelector(`[data-key="${key}"]`);
  if (lists.length && (key === "j" || key === "k")) step(lists, key === "j" ? 1 : -1);
  else if (key === "/" && sought) sought.focus();
  else if (key === "?") { help.open = true; help.querySelector("summary").focus(); }
  else if (place?.matches("a")) place.click();
  else if (place) choose(place, key);
  else return;
  event.preventDefault();
}

let off = isOff();
if (help) {
  const box = help.querySelector("[data-keys-on]");
  help.hidden = false;
  box.checked = !off;
  box.addEventListener("change", () => { off = !box.checked; keep(off); });
  document.addEventListener("keydown", press);
}
