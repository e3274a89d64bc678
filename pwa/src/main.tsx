import { render } from "preact";
import { engine } from "./engine";
import { keepForLater } from "./scan/detector";
import { App } from "./screens/App";
import "./app.css";

declare global {
  interface Window {
    nguon: typeof engine;
  }
}

/** For the maintainers' console, and for tests that look behind the screen. */
window.nguon = engine;

const root = document.getElementById("app");
if (root) {
  await engine.ready.catch(() => undefined); // told by `engine.broken`
  root.replaceChildren();
  render(<App />, root);
}

/** Long after the first picture: a slow phone and a slow network have better to do until then. */
const SETTLED_MS = 20_000;
setTimeout(() => {
  (globalThis.requestIdleCallback ?? setTimeout)(() => void keepForLater().catch(() => null));
}, SETTLED_MS);
