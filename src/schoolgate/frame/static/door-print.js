// One press, or the key P, prints the list. Without this the browser's own way of printing does.
const print_key = document.querySelector("[data-print]");
if (print_key) {
  print_key.addEventListener("click", () => window.print());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key.toLowerCase() === "p") window.print();
  });
}
