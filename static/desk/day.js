// The technician's day: kept on the phone with the ribbon of each visit, also of those never opened before.
import { keepPages } from "./outbox-list.js";

const links = [...document.querySelectorAll("[data-keep-links] a[href$='/go/']")].map((link) => link.pathname);
const scripts = document.querySelector("[data-ribbon-scripts]").dataset.ribbonScripts.split(" ");
keepPages([location.pathname, ...links], scripts).catch(() => {});
