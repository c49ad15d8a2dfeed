// Light or dark before the page is painted: the person's choice, else the system's.
(() => {
  const root = document.documentElement;
  let chosen = null;
  try {
    chosen = localStorage.getItem("theme");
  } catch {
    // A browser that keeps nothing follows the system.
  }
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => root.setAttribute("data-bs-theme", chosen || (dark.matches ? "dark" : "light"));
  apply();
  dark.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        chosen = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
        try {
          localStorage.setItem("theme", chosen);
        } catch {
          // The choice then lasts for this page.
        }
        apply();
      });
    }
  });
})();
