import { DownOutlined } from "@ant-design/icons";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { dayName } from "../../../when";
import { useDesk, useDeskState, useMe } from "../../context";
import type { Open } from "../../keepers/talk";
import { items } from "../../lines";
import { now, useSecond } from "../../now";
import { talk as words } from "../../texts";
import { Viewer } from "../Viewer";
import { EntryBubble } from "./EntryBubble";
import { MessageBubble } from "./MessageBubble";

const NEAR = 80;
const TYPING_LASTS = 10_000;

export function MessageList({ open }: { open: Open }) {
  const desk = useDesk();
  const outbox = useDeskState((state) => state.outbox);
  const me = useMe();
  const { buyer, talk, messages, more, older } = open;
  const list = useMemo(
    () => items(messages, outbox.filter((entry) => entry.buyer === buyer)),
    [messages, outbox, buyer],
  );
  const pictures = useMemo(() => messages.flatMap((message) => message.evidence), [messages]);
  const typing = useSecond((moment) => moment - open.typedAt < TYPING_LASTS);
  const [viewed, setViewed] = useState<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const stick = useRef(true);
  const before = useRef({ first: 0, last: 0, height: 0, top: 0, own: 0 });
  const [fresh, setFresh] = useState(0);
  const [away, setAway] = useState(false);
  const [heard, setHeard] = useState("");

  const toEnd = () => {
    const box = scroller.current!;
    box.scrollTop = box.scrollHeight;
  };

  useLayoutEffect(() => {
    const box = scroller.current!;
    const old = before.current;
    const first = messages[0]?.seq ?? 0;
    const newest = messages.at(-1);
    const last = newest?.seq ?? 0;
    const own = outbox.length;
    if (own > old.own && old.last) stick.current = true;
    if (stick.current) toEnd();
    // Older messages came in above: keep what is being read in its place.
    else if (first < old.first) box.scrollTop += box.scrollHeight - old.height;
    if (old.last && last > old.last) {
      const said = messages.filter((one) => one.seq > old.last && one.from === "buyer");
      if (!stick.current) setFresh((count) => count + said.length);
      const latest = said.at(-1);
      if (latest) setHeard(words.says(words.buyer, latest.text || words.pictures(latest.evidence.length)));
    }
    before.current = { ...old, first, last, own, height: box.scrollHeight };
  }, [messages, outbox]);

  // Pictures load, the composer grows: stay at the end if the agent was there.
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (stick.current) toEnd();
      before.current.height = scroller.current?.scrollHeight ?? 0;
    });
    observer.observe(content.current!);
    observer.observe(scroller.current!);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (!more || older !== "idle") return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && void desk.talk.older(), {
      root: scroller.current,
      rootMargin: "300px 0px 0px",
    });
    observer.observe(top.current!);
    return () => observer.disconnect();
  }, [desk, more, older, messages]);

  const onScroll = () => {
    const box = scroller.current!;
    const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    // Only a person scrolls up; what grew since did not move them away.
    stick.current = near || (stick.current && box.scrollTop >= before.current.top);
    before.current.top = box.scrollTop;
    setAway(!stick.current);
    if (near) setFresh(0);
  };

  // Who types is not told, but only whoever has the talk does; of oneself one knows.
  const typist =
    talk?.owner === "bot" ? words.botName : talk?.owner === "agent" && talk.agent_id !== me.id ? talk.agent : null;
  const at = pictures.findIndex((picture) => picture.id === viewed);
  return (
    <div className="ListFrame">
      <div
        className="List"
        ref={scroller}
        onScroll={onScroll}
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={words.history}
      >
        <div ref={content} className="List-content">
          <div ref={top} className="List-top">
            {older === "loading" && words.older}
            {older === "failed" && (
              <button type="button" className="Link" onClick={() => void desk.talk.older()}>
                {words.olderFailed}
              </button>
            )}
            {!more && words.start}
          </div>
          {list.map((item) => {
            if (item.kind === "day") {
              return (
                <time key={item.key} className="Day" dateTime={item.at}>
                  {dayName(item.at, now())}
                </time>
              );
            }
            if (item.kind === "entry") return <EntryBubble key={item.key} entry={item.entry} />;
            return (
              <MessageBubble key={item.key} message={item.message} head={item.head} buyer={buyer} onView={setViewed} />
            );
          })}
          {typist && typing && <p className="Typing">{words.typing(typist)}</p>}
        </div>
      </div>
      {away && (
        <button
          type="button"
          className="ToEnd"
          aria-label={fresh ? undefined : words.bottom}
          onClick={() => {
            stick.current = true;
            toEnd();
          }}
        >
          {fresh > 0 && words.fresh(fresh)}
          <DownOutlined aria-hidden />
        </button>
      )}
      <p className="SrOnly" role="status" aria-live="polite">
        {heard}
      </p>
      {at >= 0 && <Viewer items={pictures} at={at} buyer={buyer} onClose={() => setViewed(null)} />}
    </div>
  );
}
