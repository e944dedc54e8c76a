import { Icon } from "@chatui/core/es/components/Icon";
import { useChat, useController } from "../context";
import { header } from "../texts";

export function Header({ onClose }: { onClose: (() => void) | null }) {
  const controller = useController();
  const { talk, outbox } = useChat();
  const owner = talk?.owner ?? null;
  const asking = outbox.some((entry) => entry.kind === "person" && entry.failed === undefined);
  const away = owner === "queue" || owner === "agent" || asking;
  return (
    <header className="Header">
      <span className="Header-face" data-owner={owner ?? "bot"}>
        <Icon type={owner === "agent" ? "person" : "headset"} />
      </span>
      <div className="Header-names">
        <h1>{header.title}</h1>
        <p>
          {talk === null
            ? header.connecting
            : talk.owner === "bot"
              ? header.bot
              : talk.owner === "queue"
                ? header.queue(talk.place)
                : header.agent(talk.agent)}
        </p>
      </div>
      <button
        type="button"
        className="Header-person"
        aria-label={away ? undefined : header.personHint}
        aria-disabled={away}
        onClick={() => !away && controller.person()}
      >
        <Icon type="person" />
        {owner === "agent" ? header.withPerson : away ? header.queued : header.person}
      </button>
      {onClose && (
        <button type="button" className="IconButton" aria-label={header.close} onClick={onClose}>
          <Icon type="close" />
        </button>
      )}
    </header>
  );
}
