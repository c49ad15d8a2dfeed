// Keeps the technician's day on the phone: its pages, their parts, and (in outbox.js) what waits for a signal.
self.TOKEN_URL = "{% url 'visits:token' %}";
importScripts("{% static 'desk/outbox.js' %}");

const PAGES = "visits-pages";
const PARTS = "visits-parts";
const DAY = "{% url 'visits:day' %}";

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// A page of somebody who is signed out is nobody's to see any more.
async function forget() {
  await caches.delete(PAGES);
}

async function keep(cache, request, response) {
  if (response.ok && !response.redirected && response.type === "basic") await (await caches.open(cache)).put(request, response.clone());
  else if (response.redirected && new URL(response.url).pathname.startsWith("/sign-in/")) await forget();
  return response;
}

async function fresh(cache, request, otherwise) {
  try {
    return await keep(cache, request, await fetch(request));
  } catch (error) {
    const kept = await caches.match(request, { ignoreVary: true }) ?? (otherwise && (await caches.match(otherwise, { ignoreVary: true })));
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === DAY || url.pathname.endsWith("/go/")) event.respondWith(fresh(PAGES, request, DAY));
  } else if (["script", "style", "font", "image"].includes(request.destination) && !url.pathname.includes("/pictures/")) {
    event.respondWith(fresh(PARTS, request));
  }
});

self.addEventListener("message", (event) => {
  if (!event.data.keep) return;
  const pages = event.data.keep.map((address) => fetch(address).then((response) => keep(PAGES, address, response)));
  const parts = event.data.parts.map((address) => fetch(address).then((response) => keep(PARTS, address, response)));
  event.waitUntil(Promise.allSettled([...pages, ...parts]).then(() => event.source?.postMessage({ kept: true })));
});

self.addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(self.Outbox.send());
});
