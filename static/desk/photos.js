// Chosen photos are shown small, and large ones are reduced before they travel: a phone's 15 MB take a while on a
// shop's line. Without this script they are sent as they are, and the desk reduces them.

const LONG_SIDE = 2000;
const LARGE = 1_500_000; // bytes
const SHOWN = 160;

function drawn(bitmap, side) {
  const share = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * share));
  canvas.height = Math.max(1, Math.round(bitmap.height * share));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

const asJpeg = (canvas) => new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.88));

// The file to send and the small picture to show; what the browser cannot open is left for the desk to judge.
async function looked(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!bitmap) return { file, small: null };
  const small = drawn(bitmap, SHOWN);
  const blob = file.size > LARGE ? await asJpeg(drawn(bitmap, LONG_SIDE)) : null;
  bitmap.close();
  const smaller = blob && blob.size < file.size;
  return { file: smaller ? new File([blob], file.name, { type: "image/jpeg" }) : file, small };
}

function put(input, files) {
  const bag = new DataTransfer();
  for (const file of files) bag.items.add(file);
  input.files = bag.files;
}

async function show(box) {
  const input = box.querySelector("input[multiple]");
  const list = box.querySelector("[data-photos-chosen]");
  const asked = (box.asked = (box.asked || 0) + 1);
  const all = [];
  for (const file of [...input.files]) all.push(await looked(file)); // one after the other: each may be 50 megapixels
  if (asked !== box.asked) return;
  put(input, all.map(({ file }) => file));
  list.replaceChildren(...all.map(({ file, small }) => line(box, file, small)));
  list.hidden = !all.length;
  box.dispatchEvent(new Event("reduced", { bubbles: true }));
}

// What cannot be opened here is said at once: at a customer's door the desk's refusal may come hours later.
function line(box, file, small) {
  const li = document.createElement("li");
  const told = Object.assign(document.createElement("span"), { textContent: small ? file.name : `${file.name}: ${box.dataset.bad}` });
  if (!small) told.className = "text-danger";
  const off = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-plain", textContent: box.dataset.drop });
  off.setAttribute("aria-label", `${box.dataset.drop}: ${file.name}`);
  off.addEventListener("click", () => {
    const input = box.querySelector("input[multiple]");
    put(input, [...input.files].filter((_each, place) => place !== [...li.parentElement.children].indexOf(li)));
    show(box);
    input.focus();
  });
  li.append(...(small ? [small] : []), told, off);
  return li;
}

document.addEventListener("change", ({ target }) => {
  const box = target.closest("[data-photos]");
  if (!box) return;
  if (target.matches("[data-photos-camera]")) {
    // Each photo taken comes to those before it.
    const input = box.querySelector("input[multiple]");
    put(input, [...input.files, ...target.files]);
    target.value = "";
  }
  show(box);
});
