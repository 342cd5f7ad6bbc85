// What is shown once can be copied and printed. Without JavaScript it can be selected and downloaded.
for (const button of document.querySelectorAll(".copy[hidden]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const codes = document.getElementById(button.dataset.copies).querySelectorAll("code");
    await navigator.clipboard.writeText([...codes].map((code) => code.textContent).join("\n"));
    button.querySelector("span").textContent = "Copied";
  });
}

for (const button of document.querySelectorAll(".print[hidden]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
