import { recordingOf, say } from "../voice";
import { t, type WordKey } from "../words";
import { Icon } from "./Icon";

/** Only where somebody of the place has recorded the question. */
export function Voice({ of }: { of: WordKey | undefined }) {
  if (!of || !recordingOf(of)) return null;
  return (
    <button
      type="button"
      class="button speaker"
      aria-label={t("voice.play")}
      onClick={() => void say(of)}
    >
      <Icon name="speaker" />
    </button>
  );
}
