import { Bubble } from "@chatui/core/es/components/Bubble";
import { Icon } from "@chatui/core/es/components/Icon";
import { useChat, useController } from "../context";
import type { Entry } from "../outbox";
import { chat } from "../texts";

/** Something the buyer said that the shop has not got yet. */
export function EntryView({ entry }: { entry: Entry }) {
  const controller = useController();
  const { link } = useChat();
  const failed = entry.failed !== undefined;
  const words = failed ? entry.failed || chat.failed : link === "live" ? chat.sending : chat.waiting;
  return (
    <article className="Row" data-from="buyer" data-pending>
      <div className="Row-main">
        <Bubble type="text">{entry.text || chat.sentPictures(entry.evidence.length)}</Bubble>
        <p className="Row-state" data-failed={failed || undefined} role={failed ? "alert" : undefined}>
          {failed ? <Icon type="warning-circle-fill" /> : <Icon type="clock" />}
          {words}
          {failed && (
            <>
              <button type="button" className="Link" onClick={() => controller.resend(entry.id)}>
                {chat.retry}
              </button>
              <button type="button" className="Link" onClick={() => controller.unsend(entry.id)}>
                {chat.drop}
              </button>
            </>
          )}
        </p>
      </div>
    </article>
  );
}
