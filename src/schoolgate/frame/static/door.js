// The tablet at the door. What is typed goes into a queue on this tablet, locked by a key that no script can read out;
// it is sent in its order when the school can be reached, and forgotten once the school says that it has it. Without
// this script, or where the browser locks nothing (no https), the forms are sent by themselves.
const door = document.body.dataset;
const STORE = "schoolgate-door";
const AT_ONCE = 50;
const EVERY = 60_000; // milliseconds between two signs of life
const RETRY = 10_000;
const IDLE = 90_000; // what somebody typed and left is cleared
let skew = null; // seconds this clock is behind the school's; null until it has been heard from
let timer = 0;

const can_keep = Boolean(globalThis.crypto?.subtle && globalThis.indexedDB && navigator.locks);

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(STORE, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("queue", { keyPath: "order", autoIncrement: true });
      asked.result.createObjectStore("keys");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

// One transaction; resolves when it is on the disk, with what `run` asked for.
async function within(names, mode, run) {
  const base = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const change = base.transaction(names, mode, { durability: "strict" });
      const asked = run(change);
      change.oncomplete = () => resolve(asked?.result);
      change.onabort = () => reject(change.error);
      change.onerror = () => reject(change.error);
    });
  } finally {
    base.close();
  }
}

async function key() {
  const known = await within(["keys"], "readonly", (change) => change.objectStore("keys").get("key"));
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  return navigator.locks.request("door-key", async () => {
    const meanwhile = await within(["keys"], "readonly", (change) => change.objectStore("keys").get("key"));
    if (meanwhile) return meanwhile;
    await within(["keys"], "readwrite", (change) => change.objectStore("keys").put(made, "key"));
    return made;
  });
}

async function keep(entry) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const words = new TextEncoder().encode(JSON.stringify(entry));
  const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), words);
  await within(["queue"], "readwrite", (change) => change.objectStore("queue").add({ iv, box }));
}

async function unlocked(row) {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, await key(), row.box);
  return JSON.parse(new TextDecoder().decode(plain));
}

const waiting = () => within(["queue"], "readonly", (change) => change.objectStore("queue").count());

// Sends what waits, oldest first, one sending at a time in all windows of this tablet. Returns the version of the
// school's words where all went well. What cannot be unlocked (another key) stays, and holds up nothing behind it.
function send() {
  return navigator.locks.request("door-send", async () => {
    for (;;) {
      const rows = await within(["queue"], "readonly", (change) => change.objectStore("queue").getAll(null, AT_ONCE));
      const open = await Promise.all(rows.map((row) => unlocked(row).catch(() => null)));
      const entries = open.filter(Boolean);
      const body = JSON.stringify({ now: new Date().toISOString(), waiting: await waiting(), entries });
      const headers = { "Content-Type": "application/json" };
      const answer = await fetch(door.sync, { method: "POST", headers, body, signal: AbortSignal.timeout(20_000) });
      if (answer.status === 401) return told_off();
      if (!answer.ok) return false;
      const said = await answer.json();
      skew = said.skew;
      const taken = new Set(said.taken);
      const gone = rows.filter((_row, at) => open[at] && taken.has(open[at].key)).map((row) => row.order);
      await within(["queue"], "readwrite", (change) => {
        for (const order of gone) change.objectStore("queue").delete(order);
      });
      if (gone.length < entries.length) return false;
      if (rows.length < AT_ONCE || !gone.length) return said.version;
    }
  });
}

// Taken off, or paired anew: the pages go; what waits stays locked here and is sent should it be paired again.
async function told_off() {
  await caches.delete(STORE);
  say(document.querySelector("[data-words-off]").textContent);
  return false;
}

// The school's words changed: the pages are fetched anew, and shown where nobody is typing.
async function renew(version) {
  if (version !== door.version) {
    await fill();
    if (location.pathname === door.home) location.reload();
  }
}

async function fill() {
  const store = await caches.open(STORE);
  const drawn = [...document.querySelectorAll("link[href], script[src]")].map((one) => one.href || one.src);
  const loaded = performance.getEntriesByType("resource").map((one) => one.name);
  const things = [...drawn, ...loaded].filter((one) => new URL(one).pathname.startsWith("/static/"));
  for (const address of new Set(things)) await store_whole(store, address, "");
  for (const address of door.pages.split(" ")) await store_whole(store, address, "</html>");
}

// What broke off on its way is not stored: what was there before is better.
async function store_whole(store, address, end) {
  const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(20_000) });
  const body = await answer.arrayBuffer();
  if (!answer.ok || !new TextDecoder().decode(body.slice(-32)).includes(end)) return;
  await store.put(address, new Response(body, { headers: answer.headers }));
}

function say(words) {
  document.querySelector("[data-state]").textContent = words;
}

async function now_and_then() {
  clearTimeout(timer);
  let well = false;
  try {
    const version = await send();
    well = version !== false;
    if (well) await renew(version);
  } catch {
    // no network, or the school's server is away: what waits waits on
  }
  timer = setTimeout(now_and_then, well ? EVERY : RETRY);
  const left = await waiting().catch(() => 0);
  const off = document.querySelector("[data-state]").textContent === document.querySelector("[data-words-off]").textContent;
  if (well) say("");
  else if (!off) {
    const words = [document.querySelector("[data-words-offline]").textContent];
    if (left) words.push(`${document.querySelector("[data-words-waits]").textContent} ${left}.`);
    say(words.join(" "));
  }
  return well;
}

function finish() {
  location.replace(door.home); // so that going back does not show what was typed
}

function done(form, which, code) {
  const box = document.querySelector(`[data-done="${which}"]`);
  for (const place of box.querySelectorAll("[data-code]")) place.textContent = code;
  form.reset();
  form.remove();
  box.hidden = false;
  box.querySelector("h1").focus();
  setTimeout(finish, which === "out" ? 8000 : 45_000);
  now_and_then().then((well) => {
    for (const place of box.querySelectorAll("[data-offline]")) place.hidden = well;
  });
}

// Four digits from a source nobody can guess, each number as likely as another.
function number() {
  const drawn = new Uint16Array(1);
  do crypto.getRandomValues(drawn);
  while (drawn[0] >= 60_000);
  return String(drawn[0] % 10_000).padStart(4, "0");
}

function words_of(form) {
  const said = Object.fromEntries(new FormData(form));
  delete said.csrfmiddlewaretoken;
  return said;
}

async function come(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const said = words_of(form);
  if (!said.name.trim()) return missing(form, "name");
  const answer = event.submitter?.value || "none";
  const made = { ...said, what: "in", key: crypto.randomUUID(), code: number(), answer };
  await put(form, { ...made, at: new Date().toISOString(), skew }, answer, made.code);
}

async function go(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const typed = form.elements.who.value.trim().replace(/\s+/g, " ");
  if (!typed) return missing(form, "who");
  const by = /^[0-9]{4}$/.test(typed) ? { code: typed } : { name: typed };
  await put(form, { ...by, what: "out", key: crypto.randomUUID(), at: new Date().toISOString(), skew }, "out", "");
}

async function put(form, entry, which, code) {
  if (form.dataset.busy) return;
  form.dataset.busy = "yes"; // pressed twice, it is one
  try {
    await keep(entry);
  } catch {
    delete form.dataset.busy; // the tablet's store is full or closed: nothing is said to be kept that is not
    form.removeEventListener("submit", form.kept_by);
    say(document.querySelector("[data-words-unkept]").textContent);
    return;
  }
  done(form, which, code);
}

function missing(form, field) {
  form.querySelector("[data-wrong]").hidden = false;
  form.elements[field].focus();
}

function by_script(form, run) {
  if (!form) return;
  form.kept_by = run;
  form.addEventListener("submit", run);
}

// Which words are read is part of what is accepted.
for (const way of document.querySelectorAll("[data-text]")) {
  way.addEventListener("click", (event) => {
    event.preventDefault();
    for (const text of document.querySelectorAll("[data-shows]")) text.hidden = text.dataset.shows !== way.dataset.text;
    for (const one of document.querySelectorAll("[data-text]")) {
      if (one === way) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    document.querySelector("input[name=digest]").value = way.dataset.text;
  });
}

// Left alone, a page that somebody began goes back to the start, and what they typed is gone.
if (location.pathname !== door.home) {
  let idle = setTimeout(finish, IDLE);
  const again = () => {
    clearTimeout(idle);
    idle = setTimeout(finish, IDLE);
  };
  for (const what of ["input", "pointerdown", "keydown"]) document.addEventListener(what, again);
}
window.addEventListener("pageshow", (event) => {
  for (const form of document.querySelectorAll("form")) form.reset();
  if (event.persisted) finish();
});
for (const way of document.querySelectorAll("[data-finish], .dr-back")) {
  way.addEventListener("click", (event) => {
    event.preventDefault();
    finish();
  });
}

if (can_keep) {
  by_script(document.querySelector("[data-come]"), come);
  by_script(document.querySelector("[data-go]"), go);
  window.addEventListener("online", now_and_then);
  navigator.serviceWorker?.register(door.worker, { scope: door.home }).catch(() => {});
  now_and_then().then((well) => (well ? fill().catch(() => {}) : null));
}
