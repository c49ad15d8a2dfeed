// A field that only agents have is shown while the tier says "agent". The server checks it again (T1).
for (const field of document.querySelectorAll("[data-only-for-agents]")) {
  const tier = document.getElementById(field.dataset.onlyForAgents);
  const cell = field.closest("[id^=div_]");
  if (!tier || !cell) continue;
  const fit = () => {
    const isAgent = tier.value === "agent";
    cell.hidden = !isAgent;
    if (!isAgent) field.value = "";
  };
  fit();
  tier.addEventListener("change", fit);
}
