// The outbox on a page: what waits, what needs a look, what was sent.

const box = document.querySelector("[data-outbox]");
const { Outbox } = self;
const words = box.dataset;

function line(item) {
  const li = document.createElement("li");
  li.dataset.state = item.state;
  const head = document.createElement("strong");
  head.textContent = `${item.visit} · ${words[item.kind]}`;
  const foreign = item.state === "waiting" && item.owner !== words.owner;
  const state = document.createElement("span");
  state.className = "muted";
  state.textContent = ` ${foreign ? words.foreign : words[item.state]} ${Outbox.clock(item.at)}`;
  li.append(head, state);
  const message = item.code === "gone" ? words.gone : [item.message, (item.missing ?? []).join(", ")].filter(Boolean).at(0);
  if (message && item.state !== "done") li.append(Object.assign(document.createElement("div"), { textContent: message }));
  if (item.state === "done") return li;
  if (item.link) li.append(" ", Object.assign(document.createElement("a"), { href: item.link, textContent: words.open, className: "tap-link" }));
  if (item.state !== "waiting") li.append(" ", dropper(item));
  return li;
}

function dropper(item) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-plain", textContent: words.drop });
  button.addEventListener("click", async () => {
    await Outbox.remove("outbox", item.id);
    show();
  });
  return button;
}

export async function show() {
  const items = (await Outbox.all("outbox")).filter((item) => item.state === "waiting" || item.owner === words.owner);
  items.sort((one, other) => one.at - other.at);
  box.hidden = !items.length && !Outbox.full();
  box.querySelector("[data-outbox-full]").hidden = !Outbox.full();
  box.querySelector("[data-outbox-list]").replaceChildren(...items.map(line));
  const waiting = items.filter((item) => item.state === "waiting").length;
  box.querySelector("[data-outbox-count]").textContent = waiting || "";
  box.querySelector("[data-outbox-send]").hidden = !waiting;
}

export async function flush() {
  await show(); // what waits is seen at once, however long the line takes
  await Outbox.send();
  await show();
}

Outbox.changed.addEventListener("message", (event) => {
  if (event.data === "left") return location.reload(); // nobody is signed in: the page is not for whoever comes next
  const signedOut = box.querySelector("[data-outbox-signed-out]");
  if (event.data === "signed-out") signedOut.hidden = false;
  if (event.data === "signed-in") signedOut.hidden = true;
  show();
});
box.querySelector("[data-outbox-send]").addEventListener("click", flush);
addEventListener("online", flush);
addEventListener("outbox-full", show);
addEventListener("beforeunload", (event) => {
  if (Outbox.full()) event.preventDefault(); // what only this page holds would be lost
});
setInterval(flush, 30_000);

// The pages of the day and all their parts are kept for where there is no signal.
export async function keepPages(addresses, more = []) {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(words.worker, { scope: words.scope });
  const worker = await navigator.serviceWorker.ready;
  const parts = performance.getEntriesByType("resource").map((entry) => entry.name);
  const own = parts.filter((address) => address.startsWith(location.origin) && /\.(js|css|woff2?|svg)(\?|$)/.test(address));
  navigator.serviceWorker.addEventListener("message", (event) => {
    if (event.data.kept) document.documentElement.dataset.dayKept = "yes";
  });
  worker.active.postMessage({ keep: addresses, parts: [...own.filter((address) => !address.includes("/sw.js")), ...more] });
}

flush();
