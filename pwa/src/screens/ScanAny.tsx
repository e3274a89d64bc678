import { useState } from "preact/hooks";
import { type Match, match, type Scan, spoken } from "../core/codes";
import { engine } from "../engine";
import { refusal, Scanner } from "../scan/Scanner";
import { BigButton, Notice, Screen, Tile } from "../ui";
import { go, hashOf, type Place } from "../ui/route";
import { t } from "../words";
import { amount, when } from "../words/format";
import { ageOfList } from "./Cook";

/** `quet`: one scanner for everything that bears a code; it leads to what one does with it. */
export function ScanAny({ kit }: Place) {
  const [found, setFound] = useState<Match | null>(null);
  const onRead = (scan: Scan): string | null => {
    const known = match(scan, kit);
    if (known.stop || known.lines.length > 0) setFound(known);
    else if (known.sample) go(hashOf(["tu-mau", known.sample.id]), { replace: true });
    else if (known.fridge) go(hashOf(["tu-lanh", known.fridge.id]), { replace: true });
    else if (known.person) go(hashOf(["ai", known.person.id]), { replace: true });
    else if (scan.code) return t("scan.unbound", { code: spoken(scan.code) });
    else if (known.product) return t("scan.product", { name: known.product.name });
    else return refusal(scan);
    return null;
  };
  return (
    <Screen title={t("scan.title")} back="#/">
      {found ? <Known found={found} onAgain={() => setFound(null)} /> : <Scanner onRead={onRead} />}
    </Screen>
  );
}

function Known({ found: { stop, lines, sample }, onAgain }: { found: Match; onAgain: () => void }) {
  const now = engine.now();
  return (
    <>
      {stop && (
        <Notice
          tone="hold"
          icon="held"
          title={t(stop.source === "recall" ? "stop.recall" : "stop.hold")}
        >
          <p>{stop.reason}</p>
          <p>
            {when(stop.since, now)} · {ageOfList()}
          </p>
        </Notice>
      )}
      {lines.map((line) => (
        <Notice key={line.id} tone="idle" icon="lot" title={line.name}>
          <p>
            {amount(line.amount, line.uom)} · {line.supplier} · {when(line.received_at, now)}
          </p>
          <p>{line.lot_code}</p>
        </Notice>
      ))}
      {sample && <Tile icon="sample" label={sample.dish_name} to={hashOf(["tu-mau", sample.id])} />}
      <BigButton icon="scan" label={t("scan.again")} onPress={onAgain} />
    </>
  );
}
