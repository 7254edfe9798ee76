/* Picks: the ticks of a list, all at once, and how many. The ticks belong to the form `data-picks` by their `form`
   attribute; a refresh leaves them alone (`data-kept`, see morph.js). */
const form = document.querySelector("[data-picks]");
const all = form?.querySelector("[data-picks-all]");
const count = form?.querySelector("[data-picks-count]");
const ticks = () => [...document.querySelectorAll(`input[form="${form.id}"]`)];

function show() {
  const [every, ticked] = [ticks(), ticks().filter((tick) => tick.checked).length];
  const box = all.querySelector("input");
  box.checked = ticked > 0 && ticked === every.length;
  box.indeterminate = ticked > 0 && ticked < every.length;
  const words = form.dataset[{ 0: "none", 1: "one" }[ticked] ?? "many"].replace("{n}", ticked);
  if (count.textContent !== words) count.textContent = words;
}

if (form) {
  all.hidden = false;
  document.addEventListener("change", (event) => {
    if (all.contains(event.target)) ticks().forEach((tick) => { tick.checked = event.target.checked; });
    if (all.contains(event.target) || event.target.form === form) show();
  });
  document.addEventListener("htmx:afterSettle", show);
  window.addEventListener("pageshow", show);
  show();
}
