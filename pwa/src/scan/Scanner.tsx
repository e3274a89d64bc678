import { useEffect, useRef, useState } from "preact/hooks";
import { readScan, type Scan, spoken } from "../core/codes";
import { BigButton, Field, Icon, Notice, TakePhoto, tell } from "../ui";
import { t } from "../words";
import { type Camera, watch } from "./camera";
import { type Found, reader } from "./detector";
import "./scan.css";

interface Props {
  /** Words that refuse the code; null when it was taken. */
  onRead: (scan: Scan) => string | null;
}

/** Why a code means nothing here, in words. */
export function refusal(scan: Scan): string {
  return t(`scan.${scan.why ?? "not_here"}`);
}

/** The camera, a photo of the code, or the code typed: one of them works on every phone. */
export function Scanner({ onRead }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [camera, setCamera] = useState<Camera>({ state: "starting" });
  const [lit, setLit] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const take = ({ text, format }: Found) => {
    const scan = readScan(text, format);
    const words = onRead(scan);
    setRefused(words);
    const said = scan.code ? spoken(scan.code) : (scan.lot ?? scan.gtin ?? scan.text);
    tell(words ?? t("scan.read", { code: said }), { bad: words !== null });
  };
  const newest = useRef(take);
  newest.current = take;
  useEffect(() => {
    if (video.current === null) return;
    const onState = (now: Camera) => {
      setCamera(now);
      setLit(false);
    };
    return watch(video.current, (found) => newest.current(found), onState);
  }, []);
  return (
    <div class="stack">
      <div class="scanner" data-state={camera.state}>
        <video ref={video} muted playsInline />
        {camera.state !== "on" && (
          <p role="status">
            <Icon name={camera.state === "starting" ? "scan" : "camera"} large />
            {t(`scan.${camera.state}`)}
          </p>
        )}
        {camera.light && (
          <button
            type="button"
            class="button"
            aria-pressed={lit}
            onClick={() => {
              camera.light?.(!lit);
              setLit(!lit);
            }}
          >
            <Icon name="light" />
            {t("scan.light")}
          </button>
        )}
      </div>
      {refused && <Notice tone="bad" title={refused} />}
      <Typed onRead={take} />
      <ByPhoto onRead={take} />
    </div>
  );
}

/** A scanner that opens when it is wanted, and closes when its code was taken. */
export function ScanButton({ label, onRead }: Props & { label: string }) {
  const [open, setOpen] = useState(false);
  if (!open) return <BigButton icon="scan" label={label} onPress={() => setOpen(true)} />;
  const take = (scan: Scan) => {
    const refused = onRead(scan);
    setOpen(refused !== null);
    return refused;
  };
  return <Scanner onRead={take} />;
}

function Typed({ onRead }: { onRead: (found: Found) => void }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  if (!open)
    return <BigButton icon="correct" label={t("scan.type")} onPress={() => setOpen(true)} />;
  return (
    <form
      class="stack"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        onRead({ text, format: "" });
      }}
    >
      <Field label={t("scan.typed")} help={t("scan.typed_help")} value={text} onChange={setText} />
      <button type="submit" class="button big button-primary" disabled={text.trim() === ""}>
        <Icon name="search" />
        <span>{t("scan.find")}</span>
      </button>
    </form>
  );
}

/** Phones whose browser keeps the camera from pages still take pictures for them. */
function ByPhoto({ onRead }: { onRead: (found: Found) => void }) {
  const look = async (file: File) => {
    try {
      const source = await createImageBitmap(file);
      const found = await (await reader())({ source, width: source.width, height: source.height });
      source.close();
      if (found) onRead(found);
      else tell(t("scan.nothing"), { bad: true });
    } catch {
      tell(t("scan.no_reader"), { bad: true });
    }
  };
  return <TakePhoto label={t("scan.photo")} onTake={look} />;
}
