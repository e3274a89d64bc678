import { useEffect, useState } from "preact/hooks";
import { engine } from "../engine";
import type { KitPerson } from "../types";
import { BigButton, Empty, List, Notice, NumberPad, Screen, Tile, tell } from "../ui";
import { go, type Place, route } from "../ui/route";
import { t, tOf } from "../words";
import { initials } from "../words/format";

/**
 * A PIN says who acts, it keeps nobody out: one kitchen, one phone, many hands.
 *
 * `ai/<person>`: that person's sticker was scanned.
 */
export function Who({ args: [id] }: Pick<Place, "args">) {
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
        empty={<Empty icon="people" title={t("who.empty")} help={t("who.empty_help")} />}
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

/** Where somebody was going when they were asked who they are. */
function cameFrom(): string {
  const from = route.value.query.get("tu") ?? "";
  return from.startsWith("#/") ? from : "#/";
}

/** Seconds to wait before the next PIN. */
function usePause({ id }: KitPerson, wrong: number): number {
  const [seconds, setSeconds] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one more wrong PIN is another pause
  useEffect(() => {
    const look = () => void engine.pinPause(id).then((ms) => setSeconds(Math.ceil(ms / 1000)));
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [id, wrong]);
  return seconds;
}

function Pin({ person, onOther }: { person: KitPerson; onOther: () => void }) {
  const [pin, setPin] = useState("");
  const [wrong, setWrong] = useState(0);
  const [busy, setBusy] = useState(false);
  const pause = usePause(person, wrong);
  const enter = async () => {
    if (busy) return;
    setBusy(true);
    const answer = await engine.identify(person.id, person.pin ? pin : null);
    setBusy(false);
    if (answer === "ok") {
      tell(t("who.hello", { name: person.name }));
      if (route.value.path[0] === "ai") go(cameFrom(), { replace: true });
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
            {wrong > 0 && pause === 0 && pin === "" && (
              <Notice tone="bad" title={t("who.wrong", { n: wrong })} />
            )}
            {pause > 0 && (
              <Notice
                tone="warn"
                icon="waiting"
                title={t("who.pause", { n: pause })}
                help={t("who.pause_help")}
              />
            )}
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
        <Notice
          tone="warn"
          icon="person"
          title={t("who.tile_only")}
          help={t("who.tile_only_help")}
        />
      )}
      <BigButton
        look="primary"
        icon="sign-in"
        label={busy ? t("who.checking") : t("who.enter")}
        disabled={busy || pause > 0 || (person.pin !== null && pin.length < 4)}
        onPress={() => void enter()}
      />
      <BigButton look="quiet" icon="people" label={t("who.other")} onPress={onOther} />
    </Screen>
  );
}
