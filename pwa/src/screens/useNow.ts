import { useEffect, useState } from "preact/hooks";
import { engine } from "../engine";

/** The true time, drawn anew twice a minute: what is due changes while nobody touches anything. */
export function useNow(): Date {
  const [now, setNow] = useState(engine.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(engine.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
