import { useState } from "preact/hooks";
import { EngineError, engine } from "../engine";
import { ScanButton } from "../scan/Scanner";
import { BigButton, Field, Icon, Notice, tell } from "../ui";
import { go } from "../ui/route";
import { t, tOf } from "../words";

/** The code after `#ghep=`, wherever it stands, as the QR of the manager's page carries it. */
function codeIn(hash: string): string {
  return /#ghep=([\w-]+)/.exec(hash)?.[1] ?? "";
}

/** The server's own sentence where it gave one; else ours for what happened. */
function problemOf(error: unknown): string {
  if (!(error instanceof EngineError)) return String(error);
  return error.message === error.code ? tOf("enrol.error", error.code) : error.message;
}

/** A phone is paired once; a later pairing renews it and keeps everything on it. */
export function Enrol() {
  const [code, setCode] = useState(codeIn(location.hash));
  const [name, setName] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const renewing = engine.enrolled.value;
  const pair = async () => {
    if (busy) return;
    setBusy(true);
    setProblem("");
    try {
      await engine.enrol(code.trim(), name.trim() || t("enrol.name_default"));
      tell(t("enrol.done"));
      go("#/", { replace: true });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <main class="page page-narrow stack">
      <p class="enrol-mark">
        <Icon name="device" />
      </p>
      <h1>{t(renewing ? "enrol.renew" : "enrol.title")}</h1>
      <p>{t(renewing ? "enrol.renew_help" : "enrol.help")}</p>
      <div role="alert">
        {problem && <Notice tone="bad" title={t("enrol.failed")} help={problem} />}
      </div>
      <ScanButton
        label={t("enrol.scan")}
        onRead={({ text, code: typed }) => {
          const read = codeIn(text) || typed || "";
          setCode(read);
          return read ? null : t("enrol.other_code");
        }}
      />
      <Field label={t("enrol.code")} help={t("enrol.code_help")} value={code} onChange={setCode} />
      <Field
        label={t("enrol.name")}
        help={t("enrol.name_help")}
        value={name}
        longest={60}
        onChange={setName}
      />
      <BigButton
        look="primary"
        icon="check"
        label={busy ? t("enrol.busy") : t("enrol.pair")}
        disabled={busy || code.trim() === ""}
        onPress={() => void pair()}
      />
      {renewing && <BigButton look="quiet" icon="back" label={t("back")} to="#/" />}
    </main>
  );
}
