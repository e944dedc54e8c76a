import { ClockCircleOutlined } from "@ant-design/icons";
import { tone, wording } from "../due";
import { useSecond } from "../now";
import { due as words } from "../texts";
import type { Clock } from "../wire/queue";

/** A clock that runs. Not spoken each second: its name tells what it is of. */
export function Countdown({ clock, since, titled }: { clock: Clock; since?: string | null; titled?: boolean }) {
  const left = useSecond((now) => wording(clock, now));
  const look = useSecond((now) => tone(clock, now, since));
  return (
    <span className="Clock" data-tone={look} title={words.label(clock.title, left)} role="timer" aria-live="off">
      <ClockCircleOutlined aria-hidden />
      <span className={titled ? undefined : "SrOnly"}>{clock.title}</span>
      <b>{left}</b>
    </span>
  );
}
