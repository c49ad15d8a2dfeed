// Keeps the technician's day on the phone: its pages, their parts, and (in outbox.js) what waits for a signal.
self.TOKEN_URL = "{% url 'visits:token' %}";
importScripts("{% static 'desk/outbox.js' %}");

const PAGES = "visits-pages";
const PARTS = "visits-parts";
const PATIENCE = 5000; // longer than this nobody waits at a customer's door for a page that is kept here
const DAY = "{% url 'visits:day' %}";

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// A page of somebody who is signed out is nobody's to see any more, nor that of a visit which is filed or somebody
// else's. Where a navigation is sent to cannot be read; the day leads nowhere but to the sign-in.
async function forget(request, response) {
  const { pathname } = new URL(request.url ?? request, location);
  const signedOut = response.redirected ? new URL(response.url).pathname.startsWith("/sign-in/") : response.type === "opaqueredirect" && pathname === DAY;
  if (signedOut) await caches.delete(PAGES);
  else await (await caches.open(PAGES)).delete(request, { ignoreVary: true });
}

async function keep(cache, request, response) {
  if (response.ok && !response.redirected && response.type === "basic") await (await caches.open(cache)).put(request, response.clone());
  else if (cache === PAGES && (response.redirected || response.type === "opaqueredirect" || response.status === 404)) await forget(request, response);
  return response;
}

const kept = (request) => caches.match(request, { ignoreVary: true });

async function fresh(cache, request, otherwise) {
  const asked = fetch(request).then((response) => keep(cache, request, response));
  const here = await kept(request);
  try {
    return await (here ? Promise.race([asked, after(PATIENCE)]) : asked);
  } catch (error) {
    asked.catch(() => {});
    const instead = here ?? (otherwise && (await kept(otherwise)));
    if (instead) return instead;
    throw error;
  }
}

const after = (time) => new Promise((_done, give_up) => setTimeout(() => give_up(new Error("no answer")), time));

// A part with a digest in its name never changes: the one that is kept is as good as the desk's.
async function part(request) {
  const here = /\.[0-9a-f]{12}\./.test(new URL(request.url).pathname) && (await kept(request));
  return here || fresh(PARTS, request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === DAY || url.pathname.endsWith("/go/")) event.respondWith(fresh(PAGES, request, DAY));
  } else if (["script", "style", "font", "image"].includes(request.destination) && !url.pathname.includes("/pictures/")) {
    event.respondWith(part(request));
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
