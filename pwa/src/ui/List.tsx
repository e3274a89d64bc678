import type { ComponentChildren, Key } from "preact";
import { useState } from "preact/hooks";
import { t } from "../words";
import { plain } from "../words/format";
import { BigButton } from "./BigButton";

const MOST = 7;

interface Props<T> {
  label: string;
  items: T[];
  keyOf: (item: T) => Key;
  /** What the search looks in. */
  textOf: (item: T) => string;
  row: (item: T) => ComponentChildren;
  empty?: ComponentChildren;
}

/** Seven rows at most, then a search and «more»: a longer list is not read with wet hands. */
export function List<T>({ label, items, keyOf, textOf, row, empty }: Props<T>) {
  const [asked, setAsked] = useState("");
  const [most, setMost] = useState(MOST);
  const found = items.filter((item) => plain(textOf(item)).includes(plain(asked)));
  if (items.length === 0) return <>{empty}</>;
  return (
    <div class="stack">
      {items.length > MOST && (
        <input
          class="input"
          type="search"
          placeholder={t("list.search")}
          aria-label={`${t("list.search")}: ${label}`}
          value={asked}
          onInput={(event) => setAsked(event.currentTarget.value)}
        />
      )}
      <ul class="rows" aria-label={label}>
        {found.slice(0, most).map((item) => (
          <li key={keyOf(item)}>{row(item)}</li>
        ))}
      </ul>
      {found.length === 0 && <p role="status">{t("list.none", { text: asked })}</p>}
      {found.length > most && (
        <BigButton
          look="quiet"
          label={t("list.more", { n: found.length - most })}
          onPress={() => setMost(most + MOST)}
        />
      )}
    </div>
  );
}
