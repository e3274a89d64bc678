import { useState } from "preact/hooks";
import { t } from "../words";
import { clock, late, localInstant } from "../words/format";
import { BigButton } from "./BigButton";
import { Choice, Presets } from "./Choice";
import { Field } from "./Field";
import { Notice } from "./Notice";

const EARLIER = [15, 30, 60];

interface Props {
  label: string;
  /** null is «now», stamped when the record is saved. */
  value: string | null | undefined;
  now: Date;
  onChoose: (value: string | null) => void;
}

/** An earlier time can always be said, and always shows as said later; a coming one cannot. */
export function TimeChoice({ label, value, now, onChoose }: Props) {
  const [open, setOpen] = useState(typeof value === "string");
  const [day, setDay] = useState(localInstant(value ? new Date(value) : now).slice(0, 10));
  const [time, setTime] = useState(value ? localInstant(new Date(value)).slice(11, 16) : "");
  const said = /^\d\d:\d\d$/.test(time) ? new Date(`${day}T${time}:00+07:00`) : null;
  const ago = (minutes: number) => localInstant(new Date(now.getTime() - minutes * 60_000));
  const future = said !== null && said > now;
  return (
    <div class="stack">
      <Choice
        label={label}
        value={open ? "earlier" : value === null ? "now" : undefined}
        options={[
          { value: "now", label: t("time.now"), icon: "late", note: clock(now) },
          { value: "earlier", label: t("time.earlier"), icon: "return" },
        ]}
        onChoose={(which) => {
          setOpen(which === "earlier");
          if (which === "now") onChoose(null);
        }}
      />
      {open && (
        <>
          <Presets
            of={EARLIER.map((minutes) => [t("time.ago", { span: late(minutes) }), ago(minutes)])}
            onTake={onChoose}
          />
          <Field label={t("time.day")} type="date" value={day} onChange={setDay} />
          <Field label={t("time.clock")} type="time" value={time} onChange={setTime} />
          {future && <Notice tone="bad" title={t("time.future")} />}
          {said !== null && !future && (
            <>
              <Late at={said} now={now} />
              <BigButton
                icon="check"
                label={t("time.take", { time: clock(said) })}
                onPress={() => onChoose(localInstant(said))}
              />
            </>
          )}
        </>
      )}
    </div>
  );
}

/** Minutes that are on time, as the server judges it. */
export const ON_TIME = 15;

function Late({ at, now }: { at: Date; now: Date }) {
  const minutes = Math.round((now.getTime() - at.getTime()) / 60_000);
  if (minutes < ON_TIME) return null;
  return <Notice tone="warn" icon="late" title={t("time.late", { span: late(minutes) })} />;
}
