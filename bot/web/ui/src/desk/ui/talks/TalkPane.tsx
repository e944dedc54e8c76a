import { Empty, Skeleton } from "antd";
import { useDesk, useMe } from "../../context";
import { useStore } from "../../store";
import { talk as words } from "../../texts";
import { Banner } from "./Banner";
import { BriefCard } from "./BriefCard";
import { Composer } from "./Composer";
import { MessageList } from "./MessageList";
import { Failed, Kind } from "./QueueList";

interface Props {
  side: boolean;
  onSide: () => void;
}

export function TalkPane({ side, onSide }: Props) {
  const desk = useDesk();
  const me = useMe();
  const open = useStore(desk.talk, (state) => state.open);
  if (!open) {
    return (
      <section className="Talk is-empty" aria-label={words.history}>
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<Kind lines={[words.none, words.noneMore]} />} />
      </section>
    );
  }
  const { talk, buyer } = open;
  if (!talk) {
    return (
      <section className="Talk" aria-label={words.history} aria-busy={open.trouble === null}>
        {open.trouble ? (
          <Failed text={open.trouble} onRetry={() => void desk.talk.reload()} />
        ) : (
          <div className="Talk-waiting">
            <Skeleton active avatar paragraph={{ rows: 1 }} />
            <Skeleton active paragraph={{ rows: 2 }} />
            <Skeleton active avatar paragraph={{ rows: 2 }} />
          </div>
        )}
      </section>
    );
  }
  const mine = talk.owner === "agent" && talk.agent_id === me.id;
  return (
    <section className="Talk" aria-label={words.history}>
      <Banner talk={talk} mine={mine} side={side} onSide={onSide} />
      {talk.brief && <BriefCard key={`brief ${buyer}`} brief={talk.brief} />}
      <MessageList key={`messages ${buyer}`} open={open} />
      {mine ? (
        <Composer key={`composer ${buyer}`} open={open} talk={talk} />
      ) : (
        <p className="Talk-foot">{talk.owner === "agent" ? words.watching : words.takeFirst}</p>
      )}
    </section>
  );
}
