// A form is sent once. The server takes a second sending for what it is; this only spares it.
for (const form of document.querySelectorAll(".record-form")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
// Coming back by the browser's arrow shows the old page: it may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll(".record-form")) delete form.dataset.sent;
});
