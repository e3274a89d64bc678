import { useState } from "preact/hooks";
import { engine } from "../engine";
import { t } from "../words";
import { Icon } from "./Icon";
import { tell } from "./Toast";

interface Props {
  label: string;
  /** The hashes so far. */
  photos: string[];
  onAdd: (sha256: string) => void;
}

/** Opens the camera of the phone; the picture is made small and kept before anything is sent. */
export function PhotoButton({ label, photos, onAdd }: Props) {
  const [busy, setBusy] = useState(false);
  const [seen, setSeen] = useState<string[]>([]);
  const take = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (!file) return;
    setBusy(true);
    try {
      onAdd(await engine.photo(file));
      setSeen((before) => [...before, URL.createObjectURL(file)]);
    } catch {
      tell(t("photo.failed"), { bad: true }); // R4: the record goes on without it
    } finally {
      setBusy(false);
      input.value = "";
    }
  };
  return (
    <div class="stack">
      <label class="photo">
        <Icon name="camera" large />
        <span>{busy ? t("photo.busy") : label}</span>
        <input
          type="file"
          accept="image/*"
          capture="environment"
          disabled={busy}
          onChange={(event) => void take(event.currentTarget)}
        />
      </label>
      <p role="status" class="muted">
        {photos.length > 0 && t("photo.count", { n: photos.length })}
      </p>
      {seen.length > 0 && (
        <div class="photos">
          {seen.map((address) => (
            <img key={address} src={address} alt="" />
          ))}
        </div>
      )}
    </div>
  );
}
