// The door without a network: its three pages and what they look like come from this tablet's own store, which door.js
// fills. With a network they come from the school. Nothing that anybody typed passes here: it is in a locked queue.
const STORE = "schoolgate-door";
const PATIENCE = 4000; // milliseconds until a network that does not answer counts as none

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const asked = new URL(event.request.url);
  if (event.request.method !== "GET" || asked.origin !== self.location.origin) return;
  const of_the_door = event.request.mode === "navigate" && asked.pathname.startsWith("/door/");
  if (of_the_door || asked.pathname.startsWith("/static/")) event.respondWith(from_school_or_store(event.request));
});

async function from_school_or_store(request) {
  let said = null;
  let wrong = null;
  try {
    said = await from_school(request);
    if (said.status < 500) return said;
  } catch (error) {
    wrong = error;
  }
  const store = await caches.open(STORE);
  const kept = await store.match(request.url, { ignoreSearch: true, ignoreVary: true });
  if (kept) return kept;
  if (said) return said;
  throw wrong;
}

// A page that breaks off, or comes too slowly, is as good as none: it is read whole before it is shown.
async function from_school(request) {
  const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
  if (answer.type === "opaqueredirect" || [204, 205, 304].includes(answer.status)) return answer;
  const body = await answer.arrayBuffer();
  const end = new TextDecoder().decode(body.slice(-32));
  if (request.mode === "navigate" && answer.ok && !end.includes("</html>")) throw new TypeError("the page broke off");
  return new Response(body, { status: answer.status, statusText: answer.statusText, headers: answer.headers });
}
