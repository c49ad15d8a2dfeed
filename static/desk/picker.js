// The customer picker: a text input that becomes a combobox (WAI-ARIA: list autocomplete, focus stays in the input).
// Typing asks the server for matches; arrows move, Enter or Tab chooses, Escape closes. Without this script the text
// is read by the server just the same. Fires "picked" {no, name, tier, agent_kind} and "unpicked" on the input.

const WAIT = 150;

function attach(input) {
  const list = document.getElementById(`${input.id}_list`);
  const status = list?.parentElement.querySelector("[data-picker-status]");
  if (!list || input.dataset.pickerOn) return;
  input.dataset.pickerOn = "1";
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  let chosen = input.dataset.no ? input.value : null;
  let active = -1;
  let timer = 0;
  let asked = 0; // which request is the newest
  let settled = Promise.resolve();
  let pending = false;
  let asking = null; // what the newest request asks for, until it is answered
  let entered = false; // Enter waits for that answer

  const options = () => [...list.children];
  const isOpen = () => !list.hidden;

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(index) {
    const all = options();
    active = all.length ? (index + all.length) % all.length : -1;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    if (active < 0) return;
    input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  }

  function show(html) {
    list.innerHTML = html;
    const all = options();
    all.forEach((option, i) => { option.id = `${list.id}_${i}`; });
    list.hidden = !all.length;
    input.setAttribute("aria-expanded", String(all.length > 0));
    status.textContent = all.length ? list.dataset.foundSome : list.dataset.foundNone;
    if (all.length) mark(0);
    else close();
  }

  function ask() {
    const query = input.value.trim();
    const mine = ++asked;
    if (!query) {
      pending = false;
      close();
      return Promise.resolve();
    }
    asking = query;
    settled = fetch(`${list.dataset.url}?q=${encodeURIComponent(query.slice(0, 100))}`, {
      headers: { "HX-Request": "true" },
      credentials: "same-origin",
    })
      .then((answer) => (answer.ok && !answer.redirected ? answer.text() : ""))
      .catch(() => "")
      .then((html) => {
        if (mine !== asked) return;
        pending = false;
        asking = null;
        show(html);
      });
    return settled;
  }

  function announce(option) {
    const { no, name, tier, agentKind } = option.dataset;
    input.dispatchEvent(new CustomEvent("picked", { bubbles: true, detail: { no, name, tier, agent_kind: agentKind } }));
  }

  function choose(option) {
    input.value = option.dataset.text;
    chosen = input.value;
    clearTimeout(timer);
    pending = false;
    asking = null;
    asked += 1;
    close();
    announce(option);
  }

  input.addEventListener("input", (event) => {
    if (chosen !== null && input.value !== chosen) {
      chosen = null;
      input.dispatchEvent(new CustomEvent("unpicked", { bubbles: true }));
    }
    if (event.isComposing) return;
    pending = true;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("compositionend", () => {
    pending = true;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (isOpen()) mark(active + (event.key === "ArrowDown" ? 1 : -1));
      else ask();
    } else if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      onEnter(event);
    } else if (event.key === "Tab" && isOpen() && active >= 0) {
      choose(options()[active]);
    }
  });

  // Enter chooses. In a form where Enter moves on (desk.js) it moves on as well; elsewhere it must not send the form.
  function onEnter(event) {
    const movesOn = input.form?.hasAttribute("data-enter-moves");
    if (pending) {
      // Typed or scanned faster than the answer: wait for it, then press Enter again. Who presses Enter meanwhile does
      // not begin the wait anew.
      event.preventDefault();
      event.stopPropagation();
      clearTimeout(timer);
      const answer = asking === input.value.trim() ? settled : ask();
      if (entered) return;
      entered = true;
      answer.then(() => {
        entered = false;
        if (document.activeElement === input && (isOpen() || movesOn)) {
          input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
        }
      });
    } else if (isOpen() && active >= 0) {
      choose(options()[active]);
      if (!movesOn) event.preventDefault();
    }
  }

  list.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus in the input
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  input.addEventListener("blur", close);

  if (chosen !== null) addEventListener("DOMContentLoaded", () => announce(input), { once: true });
}

const attachAll = (root) => root.querySelectorAll?.("[data-picker]").forEach(attach);
attachAll(document);
document.addEventListener("htmx:load", (event) => attachAll(event.target));
