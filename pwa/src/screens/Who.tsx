import { useState } from "preact/hooks";
import { engine } from "../engine";
import type { KitPerson } from "../types";
import { BigButton, Empty, go, List, Notice, NumberPad, Screen, Tile, tell } from "../ui";
import { t, tOf } from "../words";
import { initials } from "../words/format";

/**
 * A PIN says who acts, it keeps nobody out: one kitchen, one phone, many hands.
 *
 * `ai/<person>`: that person's sticker was scanned.
 */
export function Who({ args: [id] = [] }: { args?: string[] }) {
  const people = engine.kit.value?.people ?? [];
  const [chosen, setChosen] = useState<KitPerson | null>(
    people.find((one) => one.id === id) ?? null,
  );
  if (chosen) return <Pin person={chosen} onOther={() => setChosen(null)} />;
  return (
    <Screen title={t("who.title")} {...(engine.person.value ? { back: "#/" } : {})}>
      <List
        label={t("who.title")}
        items={people}
        keyOf={(one) => one.id}
        textOf={(one) => one.name}
        row={(one) => (
          <Tile
            initials={initials(one.name)}
            label={one.name}
            detail={one.roles.map((role) => tOf("role", role)).join(", ")}
            tone={one.id === engine.person.value?.id ? "due" : "warn"}
            badge={badgeOf(one)}
            onPress={() => setChosen(one)}
          />
        )}
        empty={
          <Empty icon="people" title={t("who.empty")}>
            <p>{t("who.empty_help")}</p>
          </Empty>
        }
      />
      {engine.person.value && (
        <BigButton
          icon="sign-out"
          label={t("who.leave")}
          hint={t("who.leave_hint")}
          onPress={() => engine.leave()}
        />
      )}
    </Screen>
  );
}

function badgeOf(person: KitPerson): string | false {
  if (person.id === engine.person.value?.id) return t("who.here");
  return person.pin === null && t("who.no_pin");
}

function Pin({ person, onOther }: { person: KitPerson; onOther: () => void }) {
  const [pin, setPin] = useState("");
  const [wrong, setWrong] = useState(0);
  const [busy, setBusy] = useState(false);
  const enter = async () => {
    if (busy) return;
    setBusy(true);
    const answer = await engine.identify(person.id, person.pin ? pin : null);
    setBusy(false);
    if (answer === "ok") {
      tell(t("who.hello", { name: person.name }));
      go("#/", { replace: true });
    } else {
      setPin("");
      setWrong(wrong + 1);
      navigator.vibrate?.([120, 80, 120]);
    }
  };
  return (
    <Screen title={person.name}>
      {person.pin ? (
        <>
          <p>{t("who.type_pin")}</p>
          <div role="alert">
            {wrong > 0 && pin === "" && <Notice tone="bad" title={t("who.wrong", { n: wrong })} />}
          </div>
          <NumberPad
            label={t("who.type_pin")}
            value={pin}
            secret
            most={6}
            onChange={(value) => setPin(value)}
          />
        </>
      ) : (
        <Notice tone="warn" icon="person" title={t("who.tile_only")}>
          <p>{t("who.tile_only_help")}</p>
        </Notice>
      )}
      <BigButton
        look="primary"
        icon="sign-in"
        label={busy ? t("who.checking") : t("who.enter")}
        disabled={busy || (person.pin !== null && pin.length < 4)}
        onPress={() => void enter()}
      />
      <BigButton look="quiet" icon="people" label={t("who.other")} onPress={onOther} />
    </Screen>
  );
}
