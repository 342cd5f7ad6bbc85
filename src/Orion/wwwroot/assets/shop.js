// What the shop does beyond forms and links. Every page works without it.
const toasts = document.getElementById("toasts");

function say(sentence) {
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = sentence;
  toasts.append(toast);
  setTimeout(() => toast.remove(), 6000);
}

document.addEventListener("toast", (event) => say(event.detail.value));
document.addEventListener("htmx:response:error", (event) => {
  if (event.detail.ctx?.response?.status >= 500) say("That did not work. Nothing was lost; please try again.");
});

// Addresses without what was left empty.
document.addEventListener("formdata", (event) => {
  if (event.target.method !== "get") return;
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});

// The search link leads to the field itself.
const focusSearch = () => location.hash === "#search" && document.getElementById("search")?.focus();
addEventListener("hashchange", focusSearch);
focusSearch();

// A menu that is open closes on Escape, which gives the focus back to its button, and on a click elsewhere.
addEventListener("keydown", (event) => event.key === "Escape" && closeMenus());
addEventListener("click", (event) => event.target.closest("details.shop-menu") ?? closeMenus());
function closeMenus() {
  for (const menu of document.querySelectorAll("details.shop-menu[open]")) {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.removeAttribute("open");
  }
}

// The cart opens beside the page as soon as it has something to show.
const drawer = document.getElementById("drawer");
document.addEventListener("htmx:after:swap", (event) => {
  if (event.detail.ctx?.target?.id === "cart-panel" && drawer && !drawer.open) drawer.showModal();
});
drawer?.addEventListener("click", (event) => event.target === drawer && drawer.close());

// A form that came back begins where something is wrong.
document.querySelector("main [aria-invalid='true']")?.focus();
