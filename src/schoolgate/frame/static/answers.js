// Y and N answer the question in hand and move to the next. The page is whole without it.
for (const form of document.querySelectorAll("[data-answers]")) {
  const asked = [...form.querySelectorAll("fieldset")];
  for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = asked.length === 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const value = { y: "yes", n: "no" }[event.key.toLowerCase()];
    const within = event.target.closest("fieldset");
    if (!value || (event.target !== document.body && !within)) return;
    const at = within ? asked.indexOf(within) : asked.findIndex((one) => !one.querySelector(":checked"));
    if (at < 0) return;
    asked[at].querySelector(`[value=${value}]`).checked = true;
    const next = asked[at + 1]?.querySelector("input") ?? form.querySelector("button");
    next.focus();
    event.preventDefault();
  });
}
