// A visit on the phone. Without this script the same forms are sent one by one; with it, taps and the receipt go through
// the outbox, and whatever is typed is kept on the phone until the receipt is filed.
import { flush, keepPages, show } from "./outbox-list.js";

const { Outbox } = self;
const ribbon = document.querySelector("[data-ribbon]");
const form = ribbon.querySelector("[data-receipt]");
const trip = ribbon.querySelector("[data-trip]");
const visit = ribbon.dataset.visit;
const owner = document.querySelector("[data-outbox]").dataset.owner;
const field = (name) => form.elements.namedItem(name);
const { clock } = Outbox;
const PATIENCE = 8_000; // a receipt that is not taken by then waits in the outbox of the day
const NOT_KEPT = new Set(["csrfmiddlewaretoken"]);
const OWN = new Set(["key", "left_at", "word_at", "verdict", "opinion", "signature", "incomplete_reason"]); // not noted

// A random UUID; without https a browser does not make one itself.
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

// Taps

function showTap(kind, at) {
  const told = trip.querySelector(`[data-tapped="${kind}"]`);
  told.textContent = `${told.dataset.label} ${clock(at)}`;
  const tapped = trip.querySelector(`[data-tap="${kind}"]`);
  if (tapped) tapped.hidden = true;
  if (kind !== "explain") ribbon.parentElement.querySelector("[data-standing]").hidden = true;
  if (kind === "depart") trip.querySelector("[data-tap=arrive] .btn")?.classList.replace("btn-plain", "btn-primary");
  if (kind !== "arrive") return;
  for (const each of trip.querySelectorAll(".taps")) each.hidden = true;
  trip.classList.add("stage-done");
  form.hidden = false;
}

for (const tap of trip.querySelectorAll("[data-tap]")) {
  tap.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (tap.dataset.sent) return; // the second of two quick taps
    tap.dataset.sent = "yes";
    const at = new Date();
    const id = newKey();
    const fields = [["key", id], ["at", at.toISOString()]];
    await Outbox.add({ id, owner, visit, kind: tap.dataset.tap, url: tap.action, fields });
    showTap(tap.dataset.tap, at);
    await flush();
    keepPages([location.pathname]).catch(() => {});
  });
}

// The draft

let timer = null;

// Sent without its files: they stay on this phone until the receipt is filed.
let withoutFiles = false;
form.addEventListener("formdata", ({ formData }) => {
  if (!withoutFiles) return;
  for (const input of form.querySelectorAll("input[type=file]")) formData.delete(input.name);
});

function read() {
  const fields = [], files = [];
  for (const [name, value] of new FormData(form)) {
    if (NOT_KEPT.has(name)) continue;
    if (!(value instanceof File)) fields.push([name, value]);
    else if (value.size) files.push([name, value]);
  }
  return { fields, files };
}

async function keep(more = {}) {
  clearTimeout(timer);
  await Outbox.put("drafts", { visit, owner, seen: field("seen").value, ...read(), ...more });
  const told = form.querySelector("[data-kept]");
  told.textContent = `${told.dataset.text} ${clock(Date.now())}`;
  told.hidden = Outbox.full();
}

// Puts a draft back; `except` says of which fields the desk holds what counts.
function restore(draft, except = () => false) {
  const kept = new Map(draft.fields);
  for (const element of form.elements) {
    if (!element.name || NOT_KEPT.has(element.name) || element.name === "seen" || element.type === "file") continue;
    if (except(element)) continue;
    if (element.type === "checkbox") element.checked = kept.has(element.name);
    else if (element.type === "radio") element.checked = kept.get(element.name) === element.value;
    else if (kept.has(element.name)) element.value = kept.get(element.name);
  }
  for (const input of form.querySelectorAll("input[type=file]")) {
    const own = draft.files.filter(([name]) => name === input.name && !input.hasAttribute("capture"));
    if (!own.length) continue;
    const chosen = new DataTransfer();
    for (const [, file] of own) chosen.items.add(file);
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
  field("signature")?.dispatchEvent(new Event("restored"));
}

async function bringDraft() {
  const draft = await Outbox.get("drafts", visit);
  if (!draft || draft.owner !== owner) return;
  if (draft.seen === field("seen").value) return restore(draft);
  if (draft.saved) { // the desk has what was noted, this phone the photos and the customer's word
    restore(draft, (element) => !OWN.has(element.name));
    return keep();
  }
  const choice = form.querySelector("[data-conflict]");
  choice.hidden = false;
  form.hidden = false;
  choice.querySelector("[data-use-mine]").addEventListener("click", async () => {
    restore(draft);
    choice.hidden = true;
    await keep();
    check();
  });
  choice.querySelector("[data-use-theirs]").addEventListener("click", async () => {
    choice.hidden = true;
    await Outbox.remove("drafts", visit);
  });
}

for (const kind of ["input", "change", "pointerup", "reduced"]) {
  form.addEventListener(kind, () => {
    check();
    clearTimeout(timer);
    timer = setTimeout(keep, 250);
  });
}

// What is missing (V2), and what a result asks for. The desk decides; this only says so at once.

const ALSO = { machine: ["machine", "machine_count"] };
const ONLY = { report: "not_solved", next_at: "second_visit", taken: "taken_back" };
const filled = (name) => Boolean((field(name)?.value ?? "").trim());

function lacks(need) {
  if (need in ONLY && field("result").value !== ONLY[need]) return false;
  if (need === "signature") return ribbon.dataset.word !== "yes" && !filled("signature") && !filled("signature-photo");
  return !(ALSO[need] ?? [need]).some(filled);
}

function check() {
  const result = field("result").value;
  for (const part of form.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== result;
  let any = false;
  for (const need of form.querySelectorAll("[data-need]")) {
    need.hidden = !lacks(need.dataset.need);
    any ||= !need.hidden;
  }
  form.querySelector("[data-missing]").hidden = !any;
  tellWord();
  for (const shown of form.querySelectorAll("[data-show]")) {
    const source = field(shown.dataset.show);
    shown.textContent = source.selectedOptions ? source.selectedOptions[0].textContent : source.value;
  }
}

// What the customer said on this screen, when it is turned back.
function tellWord() {
  const told = form.querySelector("[data-said]");
  if (!told) return;
  const signed = filled("signature") || filled("signature-photo");
  const verdict = form.querySelector("input[name=verdict]:checked")?.closest("label").textContent.trim();
  told.textContent = signed ? [verdict, told.dataset.said].filter(Boolean).join(" · ") : "";
}

// The screen turned over to the customer

const turned = form.querySelector("[data-turned]");
const turn = form.querySelector("[data-turn]");
if (turn) {
  const summary = turned.querySelector("[data-turned-shown]");
  const back = turned.querySelector("[data-turn-back]");
  const set = (on) => {
    turned.classList.toggle("is-turned", on);
    turned.hidden = !on;
    summary.hidden = back.hidden = !on;
    document.documentElement.classList.toggle("has-turned", on);
    (on ? turned.querySelector("input[type=radio]") : turn).focus();
  };
  turn.hidden = false;
  turned.hidden = true; // the word is the customer's to give
  turn.addEventListener("click", () => {
    const needed = ["work_done", "result"].find((name) => !filled(name));
    form.querySelector("[data-turn-first]").hidden = !needed;
    if (needed) field(needed).focus();
    else set(true);
  });
  back.addEventListener("click", async () => {
    if (filled("signature")) field("word_at").value = new Date().toISOString();
    set(false);
    await keep();
    check();
  });
}

// Filing

async function sendReceipt() {
  if (!filled("left_at")) field("left_at").value = new Date().toISOString();
  if (filled("signature") && !filled("word_at")) field("word_at").value = field("left_at").value;
  await keep();
  const id = field("key").value;
  await Outbox.add({ id, owner, visit, kind: "file", url: ribbon.dataset.fileUrl, ...read() });
  await Promise.race([flush(), new Promise((given_up) => setTimeout(given_up, PATIENCE))]);
  const item = await Outbox.get("outbox", id);
  if (item.state === "done") location.assign(ribbon.dataset.visitUrl);
  else if (item.state === "waiting" && !Outbox.full()) location.assign(document.querySelector("[data-outbox]").dataset.day);
  else if (item.state === "mend") await mend(item);
  else document.querySelector("[data-outbox]").scrollIntoView();
}

async function mend(item) {
  field("left_at").value = "";
  await Outbox.remove("outbox", item.id);
  await keep();
  await show();
  const told = form.querySelector("[data-kept]");
  told.textContent = item.message;
  told.classList.add("text-danger");
  told.setAttribute("role", "alert");
  told.hidden = false;
  check();
}

form.addEventListener("submit", async (event) => {
  if (event.submitter?.hasAttribute("data-online")) {
    if (event.submitter.dataset.kept) return;
    event.preventDefault();
    await keep({ saved: true });
    event.submitter.dataset.kept = "1";
    withoutFiles = true;
    form.requestSubmit(event.submitter);
    return;
  }
  event.preventDefault();
  const button = form.querySelector("[data-send-receipt]");
  button.disabled = true;
  try {
    await sendReceipt();
  } finally {
    button.disabled = false;
  }
});

function online() {
  for (const button of form.querySelectorAll("[data-online]")) button.disabled = !navigator.onLine;
}
addEventListener("online", online);
addEventListener("offline", online);

for (const item of await Outbox.all("outbox")) {
  if (item.visit === visit && item.state === "waiting" && item.kind !== "file") showTap(item.kind, item.at);
}
await bringDraft();
check();
online();
ribbon.dataset.ready = "yes";
keepPages([location.pathname]).catch(() => {});
