// The intake screen at the speed of a scanner: a serial number fills what the desk knows of it, whatever is already
// here is told while typing, blocks come and go without a reload. Without this script the same form works by its buttons.

const form = document.querySelector("form[data-intake]");
const picker = form.querySelector("[data-picker]");
const blocks = form.querySelector("[data-blocks]");
const template = document.querySelector("[data-block-template]");
const total = form.querySelector("[name='items-TOTAL_FORMS']");
const scan = form.querySelector("[data-scan]");
const newcomer = form.querySelector("[data-newcomer]");
const WAIT = 300;
let customer = ""; // the number of the chosen one

const field = (block, name) => block.querySelector(`[name$="-${name}"]`);
const shown = () => [...blocks.children].filter((block) => !block.hidden);
const enter = (input) => input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));

// Which paper is handed out (A1)

function showPaper(kind) {
  for (const line of form.querySelectorAll("[data-paper]")) line.hidden = line.dataset.paper !== kind;
}

function paperOfNewcomer() {
  const tier = form.elements["new_tier"];
  const kind = form.elements["new_agent_kind"];
  if (!tier) return;
  form.querySelector("[data-kind-part]").hidden = tier.value !== "agent";
  if (customer || picker.value.trim()) return;
  const known = tier.value && (tier.value !== "agent" || kind.value);
  showPaper(known ? (tier.value === "agent" && kind.value === "county" ? "list" : "voucher") : "");
}

picker.addEventListener("picked", (event) => {
  customer = event.detail.no;
  showPaper(event.detail.agent_kind === "county" ? "list" : "voucher");
  for (const block of shown()) look(block, { fill: false });
});
picker.addEventListener("change", () => shown().forEach(tellSoon));
picker.addEventListener("input", () => {
  picker.removeAttribute("data-enter-skip");
  if (!customer) return;
  customer = "";
  showPaper("");
});

function setCustomer(known) {
  picker.value = known.text;
  picker.setAttribute("data-enter-skip", "");
  const { no, name, tier, agent_kind } = known;
  picker.dispatchEvent(new CustomEvent("picked", { bubbles: true, detail: { no, name, tier, agent_kind } }));
}

// What the desk knows of a serial number

async function look(block, { fill }) {
  const serial = field(block, "serial");
  const words = serial.value.trim();
  const asked = (block.asked = (block.asked || 0) + 1);
  showTwice();
  tellSoon(block);
  if (!words) {
    block.querySelector("[data-known]").replaceChildren();
    block.querySelector("[data-again]").hidden = true;
    return;
  }
  const query = new URLSearchParams({ q: words, customer });
  const known = await fetch(`${form.dataset.lookup}?${query}`, { headers: { "HX-Request": "true" }, credentials: "same-origin" })
    .then((answer) => (answer.ok && !answer.redirected ? answer.json() : null))
    .catch(() => null);
  if (!known || asked !== block.asked) return;
  block.querySelector("[data-known]").innerHTML = known.html;
  const again = block.querySelector("[data-again]");
  again.hidden = !known.here;
  if (!known.here) field(block, "again").checked = false;
  if (!fill) return;
  for (const [name, value] of Object.entries(known.fill)) put(field(block, name), value);
  serial.dataset.looked = serial.value;
  if (known.customer && !customer && !picker.value.trim() && !newcomer?.open) setCustomer(known.customer);
  reveal(block);
  tellSoon(block);
}

// A value that the desk filled in is passed over by Enter and gives way to the next fill; a typed one stays.
function put(input, value) {
  if (!input || (input.value && input.dataset.filled !== input.value && !input.name.endsWith("-serial"))) return;
  input.value = value;
  input.dataset.filled = input.value;
  input.setAttribute("data-enter-skip", "");
}

// The four remedies of an item (W13), told before anything is promised, as soon as something of it is known

const ASKED = [
  "serial", "category", "condition", "remedy", "packaging_complete", "purchased_on", "sale_price", "price_today", "cost",
  "proof", "opened", "user_caused", "resaleable", "supplier_will_replace", "same_model_available", "consumer",
  "in_guarantee", "repairs_done", "new_price",
];

function kindOfNewcomer() {
  const tier = form.elements["new_tier"]?.value || "";
  if (tier !== "agent") return tier;
  return { county: "county_agent", local: "local_company" }[form.elements["new_agent_kind"].value] || "";
}

function tellSoon(block) {
  clearTimeout(block.tellTimer);
  block.tellTimer = setTimeout(() => tell(block), WAIT);
}

async function tell(block) {
  const place = block.querySelector("[data-remedies]");
  if (!place) return;
  const query = new URLSearchParams();
  for (const name of ASKED) if (field(block, name)?.value) query.set(name, field(block, name).value);
  const begun = query.has("category") || query.has("condition");
  const named = customer || picker.value.trim();
  if (named) query.set("customer", named);
  else if (kindOfNewcomer()) query.set("buyer", kindOfNewcomer());
  const asked = (block.tells = (block.tells || 0) + 1);
  const html = begun ? await part(form.dataset.remediesAt, query) : "";
  if (asked !== block.tells || place.told === html) return;
  place.told = html;
  place.innerHTML = html;
}

function showTwice() {
  const seen = new Set();
  for (const block of shown()) {
    const serial = field(block, "serial").value.trim().toUpperCase();
    block.querySelector("[data-twice]").hidden = !serial || !seen.has(serial);
    seen.add(serial);
  }
}

// Blocks

function attach(block) {
  const serial = field(block, "serial");
  let timer = 0;
  serial.addEventListener("input", () => {
    serial.removeAttribute("data-enter-skip");
    clearTimeout(timer);
    timer = setTimeout(() => look(block, { fill: false }), WAIT);
  });
  serial.addEventListener("change", () => {
    clearTimeout(timer);
    if (serial.value !== serial.dataset.looked) look(block, { fill: true });
  });
  serial.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
    if (!serial.value.trim() || serial.value === serial.dataset.looked) return;
    event.preventDefault();
    event.stopPropagation();
    clearTimeout(timer);
    look(block, { fill: true }).then(() => {
      serial.dataset.looked = serial.value;
      if (document.activeElement === serial) moveOn(serial);
    });
  });
  block.addEventListener("input", ({ target }) => {
    tellSoon(block);
    if ("filled" in target.dataset && target.dataset.filled !== target.value) target.removeAttribute("data-enter-skip");
  });
  block.addEventListener("change", () => {
    reveal(block);
    tellSoon(block);
  });
  field(block, "product").addEventListener("change", () => guessCategory(block));
  block.querySelector("[data-remove]").addEventListener("click", (event) => {
    event.preventDefault();
    remove(block);
  });
  reveal(block);
  tellSoon(block);
  if (serial.value) {
    serial.dataset.looked = serial.value;
    look(block, { fill: false });
  }
}

function moveOn(serial) {
  if (customer || picker.value.trim() || newcomer?.open) enter(serial);
  else picker.focus();
}

// The job's fields are asked for only when there is to be a job: by default for faulty goods to be repaired.
function reveal(block) {
  const wanted = field(block, "job").value;
  const usual = field(block, "condition").value === "faulty" && field(block, "remedy").value === "repair";
  const job = wanted === "yes" || (wanted === "" && usual);
  for (const part of block.querySelectorAll("[data-job-field]")) part.hidden = !job;
}

function guessCategory(block) {
  const category = field(block, "category");
  const product = field(block, "product").value.trim().toLowerCase();
  if (category.value || !product) return;
  const words = [...category.options].filter((option) => option.value).map((option) => [option.value, option.text.replace(/^\d+\s*/, "").toLowerCase()]);
  const hit = words.find(([, word]) => word === product) || words.find(([, word]) => product.includes(word));
  if (hit) put(category, hit[0]);
}

function renumber() {
  const all = shown();
  all.forEach((block, place) => { block.querySelector("[data-number]").textContent = place + 1; });
  for (const block of all) block.querySelector("[data-remove]").hidden = all.length === 1;
  form.querySelector("[data-add]").disabled = all.length >= Number(form.dataset.most);
}

function add() {
  if (shown().length >= Number(form.dataset.most)) return shown().at(-1);
  const place = Number(total.value);
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", String(place));
  const block = holder.firstElementChild;
  blocks.append(block);
  total.value = String(place + 1);
  attach(block);
  renumber();
  return block;
}

function remove(block) {
  const gone = field(block, "DELETE");
  gone.checked = true;
  block.replaceChildren(gone);
  block.hidden = true;
  renumber();
  showTwice();
  field(shown().at(-1) || add(), "serial").focus();
}

form.querySelector("[data-add]").addEventListener("click", (event) => {
  event.preventDefault();
  field(add(), "serial").focus();
});
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.code === "KeyA") {
    event.preventDefault();
    field(add(), "serial").focus();
  } else if (event.code === "KeyN" && newcomer) {
    event.preventDefault();
    newcomer.open = true;
  }
});

// Scanning at the top fills the first block without a serial number, else a new one.

scan.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || !scan.value.trim()) return;
  event.preventDefault();
  event.stopPropagation();
  const block = shown().find((each) => !field(each, "serial").value) || add();
  const serial = field(block, "serial");
  serial.value = scan.value.trim();
  scan.value = "";
  look(block, { fill: true }).then(() => {
    serial.dataset.looked = serial.value;
    if (document.activeElement === scan) moveOn(serial);
  });
});

// A new customer: what was typed in vain into the picker is the name.
newcomer?.addEventListener("toggle", () => {
  if (!newcomer.open) return;
  const name = form.elements["new_name"];
  if (!customer && !name.value) {
    name.value = picker.value;
    picker.value = "";
  }
  if (!form.querySelector(".is-invalid")) name.focus();
});
newcomer?.addEventListener("change", () => {
  paperOfNewcomer();
  shown().forEach(tellSoon);
});

// Whoever is on record already is shown while the name or phone is typed; a click chooses them instead.
const similar = newcomer?.querySelector("[data-similar]");
const part = (url, query) =>
  fetch(`${url}?${new URLSearchParams(query)}`, { headers: { "HX-Request": "true" }, credentials: "same-origin" })
    .then((answer) => (answer.ok && !answer.redirected ? answer.text() : ""))
    .catch(() => "");
let similarTimer = 0;
newcomer?.addEventListener("input", (event) => {
  if (!["new_name", "new_phone"].includes(event.target.name)) return;
  clearTimeout(similarTimer);
  similarTimer = setTimeout(async () => {
    const { new_name: name, new_phone: phone } = form.elements;
    similar.innerHTML = await part(similar.dataset.similar, { name: name.value, phone: phone.value });
  }, WAIT);
});
similar?.addEventListener("click", async (event) => {
  const no = event.target.closest("li a")?.parentElement.querySelector(".code")?.textContent.trim();
  if (!no) return;
  event.preventDefault();
  const options = document.createElement("ul");
  options.innerHTML = await part(document.getElementById(`${picker.id}_list`).dataset.url, { q: no });
  const found = [...options.children].find((option) => option.dataset.no === no);
  if (!found) return;
  for (const input of newcomer.querySelectorAll("input, select")) input.value = "";
  similar.replaceChildren();
  newcomer.open = false;
  const { name, tier, agentKind, text } = found.dataset;
  setCustomer({ no, name, tier, agent_kind: agentKind, text });
  picker.focus();
});

form.querySelector("[data-scan-part]").hidden = false;
for (const block of blocks.children) attach(block);
for (const block of [...blocks.children]) if (field(block, "DELETE").checked) remove(block);
renumber();
paperOfNewcomer();
const wrong = form.querySelector(".is-invalid");
(wrong || scan).focus();
