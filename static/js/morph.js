/* Morph: a swap that changes only what differs. What a person does meanwhile is left alone: the focus, an
   open detail, a form they have begun, a tick (data-kept), a file on its way. Named by hx-swap="morph" with hx-ext="morph". */
const FIELDS = "input:not([type=hidden]), textarea, select";

const changed = (field) => {
  if (field.type === "file") return field.files.length > 0;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue;
};

/** True for a form that a person has begun, is in, or has sent. */
const begun = (form) => form.dataset.sending || form.querySelector("[data-upload-list] > li, [data-upload-list] > div, [data-marks] li")
  || form.contains(document.activeElement) || [...form.querySelectorAll(FIELDS)].some(changed);

const holdsWork = (node) => node instanceof Element
  && ((node.matches("form") && begun(node)) || [...node.querySelectorAll("form")].some(begun) || node.querySelector("dialog[open]"));

/** A row that was opened while the answer was on its way is newer than that answer. */
const openedSince = (node, fresh) => node.matches("[data-open]") && !fresh.matches("[data-open]");

const callbacks = {
  beforeNodeRemoved: (node) => !holdsWork(node),
  // An upload slot is changed by its own script; the server's copy is always the untouched one.
  beforeNodeMorphed: (node, fresh) => !(node instanceof Element && ((node.matches("form") && begun(node))
    || node.matches("form[data-upload], dialog[open], [data-kept]") || openedSince(node, fresh))),
  beforeAttributeUpdated: (name, node) => !(name === "open" && node.matches("details, dialog")),
};

window.htmx.defineExtension("morph", {
  isInlineSwap: (style) => style === "morph",
  handleSwap: (style, target, fragment) => style === "morph"
    && window.Idiomorph.morph(target, fragment.children, { morphStyle: "outerHTML", ignoreActiveValue: true, callbacks }),
});
