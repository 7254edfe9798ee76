/* Passkeys: a button with data-passkey asks this device for a key, then sends its form with the answer. Without JavaScript, or where the
   browser knows no passkeys, the button stays hidden and the page offers its other ways. */
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function understood(question) {
  const known = (list) => (list ?? []).map((key) => ({ ...key, id: bytes(key.id) }));
  return {
    ...question,
    challenge: bytes(question.challenge),
    ...(question.user && { user: { ...question.user, id: bytes(question.user.id) } }),
    ...(question.excludeCredentials && { excludeCredentials: known(question.excludeCredentials) }),
    ...(question.allowCredentials && { allowCredentials: known(question.allowCredentials) }),
  };
}

function written(key) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (key.response[name]) response[name] = text(key.response[name]);
  }
  return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response });
}

async function answerOf(button) {
  const token = button.form.elements.csrf_token.value;
  const answer = await fetch(button.dataset.question, {
    method: "POST", headers: { "X-CSRFToken": token }, credentials: "same-origin", redirect: "error",
  });
  if (!answer.ok) throw new Error(`question refused: ${answer.status}`);
  const publicKey = understood(await answer.json());
  return navigator.credentials[button.dataset.passkey]({ publicKey });
}

async function ask(button) {
  const trouble = button.parentElement.querySelector("[data-passkey-trouble]");
  trouble.hidden = true;
  button.disabled = true;
  try {
    const key = await answerOf(button);
    button.form.elements.credential.value = written(key);
    button.form.action = button.dataset.action;
    button.form.submit();
  } catch {
    // Dismissed, no key on this device, the connection is down: the other ways stay open.
    trouble.hidden = false;
    button.disabled = false;
  }
}

for (const button of document.querySelectorAll("button[data-passkey]")) {
  button.hidden = !window.PublicKeyCredential;
  button.addEventListener("click", () => ask(button));
}
