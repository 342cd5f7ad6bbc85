// What the work faces do beyond forms and links: say things in the live region, and reach the search by '/'.
const toasts = document.getElementById("toasts");

function say(sentence) {
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = sentence;
  toasts.append(toast);
  setTimeout(() => toast.remove(), 7000);
}

document.addEventListener("toast", (event) => say(event.detail.value));
document.addEventListener("htmx:response:error", (event) => {
  if (event.detail.ctx?.response?.status >= 500) say("That did not work. Nothing was changed; please try again.");
});
document.addEventListener("htmx:error", () => say("No connection. Nothing was changed; please try again."));

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const menu = event.key === "Escape" && document.querySelector(".work-account[open]");
  if (menu) {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.removeAttribute("open");
  }
  if (event.key !== "/" || typing || event.metaKey || event.ctrlKey || event.altKey) return;
  const search = document.querySelector("[data-search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".work-account[open]")) if (!menu.contains(event.target)) menu.removeAttribute("open");
});

// In a table of fields Enter goes to the same column of the next row, as in a spreadsheet; leaving a cell saves it. Escape takes the typing back.
document.addEventListener("keydown", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (!cell) return;
  if (event.key === "Escape") cell.value = cell.defaultValue;
  if (event.key !== "Enter") return;
  event.preventDefault();
  const below = cell.closest("tr").nextElementSibling?.querySelector(`[data-cell="${cell.dataset.cell}"]`);
  if (below) below.focus();
  else cell.blur();
});
