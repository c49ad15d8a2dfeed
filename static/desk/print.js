// Opens the print dialog at once when the page asks for it, and again from its button.
const bar = document.querySelector("[data-print]");
bar?.addEventListener("click", () => window.print());
if (new URLSearchParams(location.search).has("now")) {
  window.addEventListener("load", () => window.print());
}
