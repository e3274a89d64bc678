import { render } from "preact";
import { engine } from "./engine";
import { App } from "./screens/App";
import { speakAsBefore } from "./words";
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
  await speakAsBefore();
  root.replaceChildren();
  render(<App />, root);
}
