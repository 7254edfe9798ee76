/* Tabs that scroll sideways: the present one stands in sight, in the middle where it can. */
function showCurrent(bar) {
  const current = bar.querySelector("[aria-current]");
  if (current) bar.scrollLeft = current.offsetLeft - (bar.clientWidth - current.offsetWidth) / 2;
}

for (const bar of document.querySelectorAll(".c-nav, .c-chips")) showCurrent(bar);
