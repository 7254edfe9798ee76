/* The time zone of this device, told once to an account that has none yet. */
const { tellZone } = document.body.dataset;
const REFUSED = "zone-refused";

async function tell(zone) {
  const headers = new Headers(JSON.parse(document.body.getAttribute("hx-headers")));
  const body = new URLSearchParams({ timezone: zone });
  const answer = await fetch(tellZone, { method: "POST", headers, body, credentials: "same-origin", redirect: "error" });
  // Once taken it is not asked for any more; a refusal would be the same again.
  if (answer.status >= 400 && answer.status < 500) sessionStorage.setItem(REFUSED, zone);
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (tellZone && zone && sessionStorage.getItem(REFUSED) !== zone) tell(zone).catch(() => {});
