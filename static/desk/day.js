// The technician's day: kept on the phone with the ribbon of each visit.
import { keepPages } from "./outbox-list.js";

const links = [...document.querySelectorAll("[data-keep-links] a[href$='/go/']")].map((link) => link.pathname);
const parts = ["signature.js", "ribbon.js"];
await Promise.allSettled(parts.map((name) => fetch(new URL(name, import.meta.url))));
keepPages([location.pathname, ...links]).catch(() => {});
