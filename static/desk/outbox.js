// What a technician's phone keeps until it can be sent: taps and receipts, each under a key by which the desk takes it
// once. Runs in pages and in the service worker. Nothing leaves the list unseen: what the desk refuses stays with its
// reason, what another person wrote waits until that person signs in.

self.Outbox = (() => {
  const TOKEN_URL = self.TOKEN_URL ?? document.currentScript.dataset.tokenUrl;
  const KEEP_DONE = 12 * 60 * 60 * 1000;
  const ASKED = 15_000, SENT = 120_000; // after so long without an answer there is no signal worth the name
  const times = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" });
  const changed = new BroadcastChannel("visits");
  let opened = null;

  function database() {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open("desk-visits", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("outbox", { keyPath: "id" });
        request.result.createObjectStore("drafts", { keyPath: "visit" });
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return opened;
  }

  async function run(store, mode, work) {
    const transaction = (await database()).transaction(store, mode);
    const request = work(transaction.objectStore(store));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  }

  // What the phone has no room for is held by this page, for as long as it is open; the page says so ("outbox-full").
  const KEY = { outbox: "id", drafts: "visit" };
  const held = { outbox: new Map(), drafts: new Map() };
  const full = () => held.drafts.size > 0 || [...held.outbox.values()].some(({ state }) => state !== "done");

  async function put(store, thing) {
    const key = thing[KEY[store]];
    try {
      await run(store, "readwrite", (kept) => kept.put(thing));
      held[store].delete(key);
    } catch {
      held[store].set(key, thing);
      self.dispatchEvent(new Event("outbox-full"));
    }
  }

  const get = async (store, key) => held[store].get(key) ?? run(store, "readonly", (kept) => kept.get(key)).catch(() => undefined);

  async function all(store) {
    const kept = await run(store, "readonly", (things) => things.getAll()).catch(() => []);
    return [...kept.filter((thing) => !held[store].has(thing[KEY[store]])), ...held[store].values()];
  }

  async function remove(store, key) {
    held[store].delete(key);
    await run(store, "readwrite", (kept) => kept.delete(key)).catch(() => {});
  }

  async function keepHeld() {
    for (const store of ["drafts", "outbox"]) for (const thing of [...held[store].values()]) await put(store, thing);
  }

  const tell = (message) => changed.postMessage(message ?? "changed");

  async function add(item) {
    await put("outbox", { files: [], message: "", at: Date.now(), ...item, state: "waiting" });
    tell();
    navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("outbox")).catch(() => {});
  }

  // Who is signed in, null when nobody is. Throws without a signal.
  async function whoever() {
    const answer = await fetch(TOKEN_URL, { redirect: "manual", headers: { Accept: "application/json" }, cache: "no-store", signal: AbortSignal.timeout(ASKED) });
    return answer.ok ? answer.json() : null;
  }

  function body(item) {
    const data = new FormData();
    for (const [name, value] of item.fields) data.append(name, value);
    for (const [name, file] of item.files) data.append(name, file, file.name);
    data.append("sent", new Date().toISOString()); // by which the desk sees how wrong this phone's clock is
    return data;
  }

  // Sends one; false when the signal or the desk is gone and the rest has to wait too.
  async function sendOne(item, token) {
    const headers = { Accept: "application/json", "X-CSRFToken": token };
    const answer = await fetch(item.url, { method: "POST", body: body(item), headers, redirect: "manual", signal: AbortSignal.timeout(SENT) });
    if (answer.status === 404) return settle(item, "conflict", { code: "gone" });
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (!isJson) return false;
    const told = await answer.json();
    if (answer.ok) {
      if (item.kind === "file") await remove("drafts", item.visit);
      return settle(item, "done", told);
    }
    return settle(item, answer.status === 409 ? "conflict" : "mend", told);
  }

  async function settle(item, state, told) {
    const files = state === "done" ? [] : item.files;
    const fields = state === "done" ? [] : item.fields;
    await put("outbox", { ...item, fields, files, state, code: told.code ?? "", message: told.message ?? "", missing: told.missing ?? [], link: told.url ?? "" });
    tell();
    return true;
  }

  async function sendAll() {
    const items = (await all("outbox")).sort((one, other) => one.at - other.at);
    for (const old of items) if (old.state === "done" && Date.now() - old.at > KEEP_DONE) await remove("outbox", old.id);
    if (!items.some((item) => item.state === "waiting")) return;
    const person = await whoever();
    tell(person ? "signed-in" : "signed-out");
    if (!person) return;
    for (const item of items) {
      if (item.state !== "waiting" || item.owner !== person.staff_no) continue;
      if (!(await sendOne(item, person.token))) return;
    }
  }

  // One sender at a time on this device, whatever pages are open.
  async function send() {
    await keepHeld(); // there may be room again
    try {
      await (navigator.locks ? navigator.locks.request("visits-outbox", sendAll) : sendAll());
    } catch (error) {
      if (!(error instanceof TypeError) && error.name !== "TimeoutError") throw error; // no signal: it waits
    }
  }

  // A moment as the shop's clock shows it.
  const clock = (moment) => times.format(new Date(moment));

  return { add, all, clock, full, get, put, remove, send, changed };
})();
