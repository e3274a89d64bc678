import { engine } from "../engine";
import { BigButton, IconSheet, Notice, Toast } from "../ui";
import { route } from "../ui/route";
import { t } from "../words";
import { saveFile } from "./Device";
import { Enrol } from "./Enrol";
import { OPEN, PAGES } from "./index";
import { NoKit, Today } from "./Today";
import { Who } from "./Who";

export function App() {
  return (
    <>
      <IconSheet />
      <Shown />
      <Toast />
    </>
  );
}

/** First the phone's pairing, then a person; then the place that was asked for. */
function Shown() {
  if (engine.broken.value) return <Rescue why={engine.broken.value} />;
  const [name = "", ...args] = route.value.path;
  if (!engine.enrolled.value || name === "ghep" || name.startsWith("ghep="))
    return <Enrol key={name} />;
  const person = engine.person.value?.id;
  // Whoever signs in, in this tab or another, gets an own form and never signs another's.
  const key = `${person} ${route.value.path.join("/")}`;
  const Open = OPEN[name];
  if (Open) return <Open key={key} args={args} />;
  if (person === undefined || name === "ai")
    return <Who key={key} args={name === "ai" ? args : []} />;
  const kit = engine.kit.value;
  if (kit === null) return <NoKit />;
  const Page = PAGES[name] ?? Today;
  return <Page key={key} {...{ kit, args }} />;
}

/** The store cannot be opened by this app: hand out what lies in it, and change nothing (R16). */
function Rescue({ why }: { why: Error }) {
  return (
    <main class="page page-narrow stack">
      <Notice tone="bad" title={t("rescue.title")}>
        <p>{t("rescue.help")}</p>
        <p class="code">{String(why)}</p>
      </Notice>
      <BigButton
        look="primary"
        icon="download"
        label={t("device.export")}
        onPress={() => void saveFile()}
      />
      <BigButton icon="return" label={t("rescue.again")} onPress={() => location.reload()} />
    </main>
  );
}
