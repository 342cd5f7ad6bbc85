// A password can be looked at while it is typed. Without JavaScript there is no button, and nothing is missing.
document.addEventListener("click", (event) => {
  const button = event.target.closest(".reveal");
  if (!button) return;
  const input = document.getElementById(button.getAttribute("aria-controls"));
  const shown = input.type === "password";
  input.type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", shown);
  button.firstChild.data = shown ? "Hide" : "Show";
});

// What is sent, and what the browser remembers, is always a password.
document.addEventListener("submit", (event) => {
  for (const input of event.target.querySelectorAll(".password input")) input.type = "password";
});

const offer = () => document.querySelectorAll(".reveal[hidden]").forEach((button) => (button.hidden = false));
document.addEventListener("htmx:after:swap", offer);
offer();
