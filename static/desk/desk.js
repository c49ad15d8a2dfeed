// Small comforts. Every page works without them.

// A wide screen shows the main navigation open; a phone shows it behind "Menu".
const wide = matchMedia("(min-width: 62rem)");
const menu = document.querySelector("[data-wide-open]");
if (menu) {
  const fit = () => menu.toggleAttribute("open", wide.matches);
  fit();
  wide.addEventListener("change", fit);
}

// Menus close when the eye has moved on.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.user-menu[open], details.more-menu[open], details.popover-card[open]")) {
    if (!open.contains(event.target)) open.removeAttribute("open");
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll("details.user-menu[open], details.more-menu[open], details.popover-card[open]")) {
    open.removeAttribute("open");
    open.querySelector("summary")?.focus();
  }
});

// "/" goes to the search, as long as nobody is typing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, textarea, select, [contenteditable]")) return;
  const search = document.getElementById("top-search");
  if (search) {
    event.preventDefault();
    search.focus();
  }
});

// Whoever signs out leaves no page of their day on the phone; what waits in the outbox stays.
// Sessions also end by themselves: whoever is asked to sign in is nobody yet, and what is open in other tabs closes.
document.querySelector("form[action$='sign-out/']")?.addEventListener("submit", () => self.caches?.delete("visits-pages"));
if (document.querySelector("[data-nobody]")) {
  self.caches?.delete("visits-pages");
  new BroadcastChannel("visits").postMessage("left");
}

// A form that is on its way is not sent a second time; the server would take it once anyway.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("data-resend")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// The wheel scrolls the page and never changes an amount: browsers let it turn the number that has the focus.
document.addEventListener("wheel", ({ target }) => {
  if (target === document.activeElement && target.matches("input[type=number]")) target.blur();
});

// Enter in a form marked so goes to the next field, as a scanner's Enter must not send a half-filled form.
// The last field's Enter goes to the button; Ctrl+Enter sends it from anywhere. Passed over: what is not on show,
// what lies in a closed part, and what is marked data-enter-skip.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  const field = event.target;
  const form = field.closest?.("form[data-enter-moves]");
  if (!form || event.defaultPrevented) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (!field.matches("input:not([type=submit]):not([type=button]), select")) return;
  event.preventDefault();
  const open = (each) => !each.disabled && each.type !== "hidden" && each.tabIndex >= 0 && each.offsetParent && !each.closest("details:not([open])");
  const fields = [...form.elements].filter((each) => each === field || (open(each) && !each.hasAttribute("data-enter-skip") && each.tagName !== "FIELDSET"));
  const next = fields[fields.indexOf(field) + 1];
  next?.focus();
  next?.select?.();
});

// The number at the bell, and whatever else listens to "desk:look", is looked at again twice a minute while the page is
// in sight, and when it comes back into sight.
const look = () => document.visibilityState === "visible" && document.body.dispatchEvent(new Event("desk:look"));
if (document.querySelector(".bell")) {
  setInterval(look, 30000);
  document.addEventListener("visibilitychange", look);
}
