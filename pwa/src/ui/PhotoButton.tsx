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
  const take = async (file: File) => {
    setBusy(true);
    try {
      onAdd(await engine.photo(file));
      setSeen((before) => [...before, URL.createObjectURL(file)]);
    } catch {
      tell(t("photo.failed"), { bad: true }); // R4: the record goes on without it
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="stack">
      <TakePhoto label={busy ? t("photo.busy") : label} disabled={busy} onTake={take} />
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

type TakeProps = { label: string; disabled?: boolean; onTake: (file: File) => Promise<void> };

/** The same picture may be taken again: the input forgets it when it was dealt with. */
export function TakePhoto({ label, disabled, onTake }: TakeProps) {
  const take = async (input: HTMLInputElement) => {
    if (input.files?.[0]) await onTake(input.files[0]);
    input.value = "";
  };
  return (
    <label class="photo">
      <Icon name="camera" large />
      <span>{label}</span>
      <input
        type="file"
        accept="image/*"
        capture="environment"
        disabled={disabled}
        onChange={(event) => void take(event.currentTarget)}
      />
    </label>
  );
}
