import { type Found, type Reader, reader } from "./detector";

export interface Camera {
  /** off: the phone gives no camera. blind: it does, and nothing here can read. */
  state: "starting" | "on" | "off" | "blind";
  /** Absent where the phone offers none. */
  light?: (on: boolean) => void;
}

const PAUSE_MS = 120;
/** A code that stays in view is told once; it must be away for so long to be told again. */
const SAME_AGAIN_MS = 2500;

/**
 * Looks through the camera until the function that it returns is called.
 *
 * The camera rests while the app is hidden: a phone in an apron pocket must not film.
 */
export function watch(
  video: HTMLVideoElement,
  onFound: (found: Found) => void,
  onState: (camera: Camera) => void,
): () => void {
  let turn = 0;
  const stop = () => {
    turn++;
    const stream = video.srcObject as MediaStream | null;
    for (const track of stream?.getTracks() ?? []) track.stop();
    video.srcObject = null;
  };
  const start = async () => {
    stop();
    const mine = turn;
    onState({ state: "starting" });
    const end = (state: "off" | "blind") => {
      if (mine !== turn) return;
      stop();
      onState({ state });
    };
    const reading = reader().catch(() => null);
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
      });
      video.srcObject = stream;
      if (mine !== turn) return stop();
      await video.play();
      onState({ state: "on", ...lightOf(stream) });
    } catch {
      return end("off");
    }
    const read = await reading;
    if (read) await look(read, () => mine === turn);
    else end("blind");
  };
  const look = async (read: Reader, going: () => boolean) => {
    let last = { text: "", at: 0 };
    while (going()) {
      const started = performance.now();
      const { videoWidth: width, videoHeight: height } = video;
      const found = await read({ source: video, width, height }).catch(() => null);
      const again = found?.text === last.text && performance.now() - last.at < SAME_AGAIN_MS;
      if (found && going()) {
        last = { text: found.text, at: performance.now() };
        if (!again) onFound(found);
      }
      // A slow phone rests as long as it looked, so that its buttons still answer.
      const pause = Math.max(PAUSE_MS, performance.now() - started);
      await new Promise((done) => setTimeout(done, pause));
    }
  };
  const onVisible = () => (document.hidden ? stop() : void start());
  document.addEventListener("visibilitychange", onVisible);
  void start();
  return () => {
    document.removeEventListener("visibilitychange", onVisible);
    stop();
  };
}

function lightOf(stream: MediaStream): Pick<Camera, "light"> {
  const [track] = stream.getVideoTracks();
  const can = track?.getCapabilities?.() as { torch?: boolean } | undefined;
  if (!track || !can?.torch) return {};
  return {
    light: (on) =>
      void track.applyConstraints({ advanced: [{ torch: on } as object] }).catch(() => null),
  };
}
