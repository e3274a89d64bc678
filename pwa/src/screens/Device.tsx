import { useEffect, useState } from "preact/hooks";
import { engine } from "../engine";
import type { Kit } from "../types";
import { BigButton, Choice, Icon, Notice, Pairs, Screen, tell } from "../ui";
import { chooseVoice, packs, voice } from "../voice";
import { language, t, tOf } from "../words";
import { when } from "../words/format";

/** The file that carries what a phone cannot send: to a stick, a message, another phone. */
export async function saveFile(): Promise<void> {
  try {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await engine.exportFile());
    link.download = `nguon-${new Date().toISOString().slice(0, 16).replace(/\D/g, "")}.json`;
    link.click();
    tell(t("device.exported"));
  } catch (problem) {
    tell(t("device.export_failed", { why: String(problem) }), { bad: true });
  }
}

/** What a person on the telephone asks: which phone, which build, when last heard of, what room. */
export function Device() {
  const [used, setUsed] = useState("");
  useEffect(() => {
    void navigator.storage?.estimate?.().then(({ usage = 0 }) => {
      setUsed(t("device.used", { n: Math.round(usage / 1_000_000) }));
    });
  }, []);
  const kit = engine.kit.value;
  const heard = engine.contactAt.value;
  return (
    <section class="stack">
      <Pairs
        of={[
          [t("device.name"), kit?.device.name ?? "–"],
          [t("device.kitchen"), kit ? `${kit.kitchen.name}, ${kit.kitchen.commune}` : "–"],
          [t("device.contact"), heard ? when(heard, engine.now()) : t("device.never")],
          [t("device.net"), t(`net.${engine.online.value}`)],
          [t("device.state"), tOf("device.state", engine.deviceState.value)],
          [t("device.persisted"), t(`device.persisted.${engine.persisted.value ?? "unknown"}`)],
          [t("device.storage"), used || "–"],
          [t("device.build"), __BUILD__],
        ]}
      />
      {engine.persisted.value === false && (
        <Notice
          tone="warn"
          icon="device"
          title={t("device.install")}
          help={t("device.install_help")}
        />
      )}
      <BigButton
        icon="download"
        label={t("device.export")}
        hint={t("device.export_hint")}
        onPress={() => void saveFile()}
      />
    </section>
  );
}

export function Calls({ calls }: { calls: Kit["calls"] }) {
  return (
    <>
      {calls.map(({ name, phone }) => (
        <a key={`${name} ${phone}`} class="row" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
          <Icon name="phone" large />
          <span class="row-text">
            <b>{name}</b>
            <small>{phone}</small>
          </span>
        </a>
      ))}
    </>
  );
}

/** `may`: the phone itself, its languages, and what to do when something is wrong. */
export function Help() {
  const spoken = Object.keys(packs);
  return (
    <Screen title={t("help.title")} back="#/">
      <Choice
        label={t("help.language")}
        value={language.value}
        options={[
          { value: "vi", label: "Tiếng Việt", icon: "language" },
          { value: "en", label: "English", icon: "language" },
        ]}
        onChoose={(chosen) => void engine.speak(chosen)}
      />
      {spoken.length > 0 && (
        <Choice
          label={t("help.voice")}
          value={voice.value}
          options={spoken.map((one) => ({ value: one, label: tOf("voice", one), icon: "speaker" }))}
          onChoose={(chosen) => void chooseVoice(chosen)}
        />
      )}
      <Device />
      <section class="stack">
        <h2>{t("help.offline")}</h2>
        <p>{t("help.offline_text")}</p>
        {engine.kit.value?.calls.length !== 0 && <h2>{t("help.calls")}</h2>}
        <Calls calls={engine.kit.value?.calls ?? []} />
      </section>
      <BigButton icon="device" label={t("renew.do")} to="#/ghep" />
    </Screen>
  );
}
