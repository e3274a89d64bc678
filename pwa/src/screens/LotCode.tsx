import { type Scan, spoken } from "../core/codes";
import { engine } from "../engine";
import { refusal, ScanButton } from "../scan/Scanner";
import { Notice } from "../ui";
import { t } from "../words";
import type { Answers } from "./delivery_body";
import type { RecordForm } from "./useRecord";

/** The supplier's code goes into the record as it was read; a label of ours is stuck on the goods. */
export function LotCode({ form: { body, set } }: { form: RecordForm<Answers> }) {
  const onRead = (scan: Scan): string | null => {
    const stop = engine.stopOf(scan.code ?? scan.uri ?? scan.text);
    const isLabel = scan.kind === "own-obj" || scan.kind === "own-code";
    const isLot = scan.kind === "own-class" || scan.lot || scan.serial || scan.sscc;
    if (stop) return t("receive.stopped", { reason: stop.reason });
    if (isLabel && scan.code) set({ label: scan.code });
    else if (isLot)
      set({ lot_code: scan.text, ...(scan.expiry ? { expiry_date: scan.expiry } : {}) });
    else return refusal(scan);
    return null;
  };
  return (
    <>
      {body.label && (
        <Notice tone="ok" icon="lot" title={t("receive.labelled", { code: spoken(body.label) })} />
      )}
      <ScanButton label={t("receive.scan")} onRead={onRead} />
    </>
  );
}
