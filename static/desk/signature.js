// A pad to sign on. What is drawn goes into the hidden field beside it as a PNG; without this script, and for whoever
// cannot draw, the same form takes a photo of the signed paper.

const INK = "#101418";
const WIDTH = 2.4; // CSS pixels
const FINEST = 2; // device pixels for one of CSS: finer ones only make the picture heavier

function sign(field) {
  const pad = field.querySelector("[data-signature-pad]");
  const canvas = pad.querySelector("canvas");
  const value = field.querySelector("[data-signature-value]");
  const clear = field.querySelector("[data-signature-clear]");
  const state = field.querySelector("[data-signature-state]");
  const pen = canvas.getContext("2d");
  let strokes = []; // lists of [x, y] in shares of the pad's width, so that a turned phone draws them anew
  let before = null; // the drawing that came back with the form
  let stroke = null;

  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.width];
  };

  function draw(points) {
    const side = canvas.clientWidth;
    const [first, ...rest] = points.map(([x, y]) => [x * side, y * side]);
    pen.beginPath();
    if (!rest.length) pen.arc(...first, WIDTH / 2, 0, 2 * Math.PI);
    else pen.moveTo(...first);
    rest.forEach((point, place) => {
      const next = rest[place + 1];
      if (next) pen.quadraticCurveTo(...point, (point[0] + next[0]) / 2, (point[1] + next[1]) / 2);
      else pen.lineTo(...point);
    });
    if (rest.length) pen.stroke();
    else pen.fill();
  }

  function redraw() {
    const fine = Math.min(devicePixelRatio || 1, FINEST);
    canvas.width = Math.round(canvas.clientWidth * fine);
    canvas.height = Math.round(canvas.clientHeight * fine);
    pen.setTransform(fine, 0, 0, fine, 0, 0);
    Object.assign(pen, { strokeStyle: INK, fillStyle: INK, lineWidth: WIDTH, lineCap: "round", lineJoin: "round" });
    if (before) {
      const share = Math.min(canvas.clientWidth / before.width, canvas.clientHeight / before.height);
      pen.drawImage(before, 0, 0, before.width * share, before.height * share);
    }
    strokes.forEach(draw);
  }

  function tell() {
    const signed = strokes.length > 0 || before !== null;
    state.textContent = signed ? state.dataset.full : state.dataset.empty;
    clear.disabled = !signed;
  }

  function keep() {
    value.value = strokes.length || before ? canvas.toDataURL("image/png") : "";
    tell();
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (stroke || event.button > 0) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    stroke = { pointer: event.pointerId, points: [at(event)] };
    strokes.push(stroke.points);
    draw(stroke.points);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (stroke?.pointer !== event.pointerId) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    stroke.points.push(...(passed.length ? passed : [event]).map(at));
    redraw();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, (event) => {
      if (stroke?.pointer !== event.pointerId) return;
      stroke = null;
      keep();
    });
  }
  clear.addEventListener("click", () => {
    strokes = [];
    before = null;
    redraw();
    keep();
  });

  pad.hidden = false;
  clear.hidden = false;
  new ResizeObserver(() => canvas.clientWidth && redraw()).observe(canvas);

  // A drawing that came back with the form, or that a page brings later ("restored").
  function bring() {
    if (!value.value) return;
    const drawing = new Image();
    drawing.addEventListener("load", () => {
      before = drawing;
      redraw();
      tell();
    });
    drawing.src = value.value;
  }

  value.addEventListener("restored", bring);
  bring();
  tell();
}

document.querySelectorAll("[data-signature]").forEach(sign);
