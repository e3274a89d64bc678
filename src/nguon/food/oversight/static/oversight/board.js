// The board renews itself while somebody looks at it. Without this it is a page like any other.
const board = document.getElementById("board");
let etag = "";

async function renew() {
  if (document.visibilityState !== "visible") return;
  try {
    const headers = etag ? { "If-None-Match": etag } : {};
    const answer = await fetch(board.dataset.url, { headers, cache: "no-store" });
    if (answer.status !== 200) return;
    etag = answer.headers.get("ETag") ?? "";
    const focused = document.activeElement?.closest?.("#board a")?.getAttribute("href");
    board.innerHTML = await answer.text();
    if (focused) board.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
    board.removeAttribute("data-stale");
  } catch {
    board.dataset.stale = "yes"; // no network: what is shown stays, greyed, with its time
  }
}

setInterval(renew, Number(board.dataset.every) * 1000);
document.addEventListener("visibilitychange", renew);
