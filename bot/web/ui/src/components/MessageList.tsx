import { Icon } from "@chatui/core/es/components/Icon";
import { Typing } from "@chatui/core/es/components/Typing";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useChat, useController } from "../context";
import { timeline } from "../state";
import { chat, names } from "../texts";
import { dayName } from "../when";
import { BatchView } from "./BatchView";
import { CaseCard } from "./CaseCard";
import { EntryView } from "./EntryView";
import { MessageView } from "./MessageView";
import { RatingCard } from "./RatingCard";
import { Welcome } from "./Welcome";

const NEAR = 80;

export function MessageList({ onOrders }: { onOrders: () => void }) {
  const controller = useController();
  const state = useChat();
  const { messages, more, cases, outbox, batches } = state;
  const items = useMemo(
    () => timeline({ messages, more, cases, outbox, batches }),
    [messages, more, cases, outbox, batches],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const stick = useRef(true);
  const before = useRef({ first: "", lastSeq: 0, height: 0, own: 0, top: 0 });
  const [fresh, setFresh] = useState(0);
  const [away, setAway] = useState(false);

  const toEnd = (smooth = false) => {
    const box = scroller.current!;
    const far = box.scrollHeight - box.scrollTop > 3 * box.clientHeight;
    const calm = !smooth || far || matchMedia("(prefers-reduced-motion: reduce)").matches;
    box.scrollTo({ top: box.scrollHeight, behavior: calm ? "auto" : "smooth" });
  };

  useLayoutEffect(() => {
    const box = scroller.current!;
    const old = before.current;
    const first = messages[0]?.id ?? "";
    const lastSeq = messages.at(-1)?.seq ?? 0;
    const own = outbox.length + batches.length;
    if (own > old.own || stick.current) {
      stick.current = true;
      toEnd();
    } else if (first !== old.first) {
      // Older messages came in above: keep what is being read in its place.
      box.scrollTop += box.scrollHeight - old.height;
    } else if (lastSeq > old.lastSeq) {
      setFresh((count) => count + messages.filter((one) => one.seq > old.lastSeq && one.from !== "buyer").length);
    }
    before.current = { ...old, first, lastSeq, height: box.scrollHeight, own };
  }, [items, messages, outbox, batches]);

  // Pictures load, cards unfold, the keyboard comes up: stay at the end if the buyer was there.
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
    if (!more || state.older !== "idle") return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && void controller.older(), {
      root: scroller.current,
      rootMargin: "200px 0px 0px",
    });
    observer.observe(top.current!);
    return () => observer.disconnect();
  }, [controller, more, state.older, messages]);

  const onScroll = () => {
    const box = scroller.current!;
    const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    // Only the buyer scrolls up. What grew or shrank since the last scrolling to the end did not move the buyer away.
    stick.current = near || (stick.current && box.scrollTop >= before.current.top);
    before.current.top = box.scrollTop;
    setAway(!stick.current);
    if (near) setFresh(0);
  };

  const typist = state.typing && (state.typing.who === "agent" ? (state.talk?.agent ?? names.agent) : names.bot);
  return (
    <div className="ListFrame">
      <div
        className="List"
        ref={scroller}
        onScroll={onScroll}
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={chat.label}
      >
        <div ref={content} className="List-content">
          <div ref={top} className="List-top">
            {state.older === "loading" && <span>{chat.older}</span>}
            {state.older === "failed" && (
              <button type="button" className="Link" onClick={() => void controller.older()}>
                {chat.olderFailed}
              </button>
            )}
            {state.ready && !more && messages.length > 0 && <span>{chat.start}</span>}
          </div>
          {state.ready && messages.length === 0 && outbox.length === 0 && <Welcome />}
          {items.map((item) => {
            switch (item.kind) {
              case "time":
                return (
                  <time key={item.key} className="TimeMark" dateTime={item.at}>
                    {dayName(item.at)}
                  </time>
                );
              case "message":
                return (
                  <MessageView
                    key={item.key}
                    message={item.message}
                    answer={item.answer}
                    used={item.used}
                    head={item.head}
                    onOrders={onOrders}
                  />
                );
              case "case":
                return (
                  <div key={item.key} className="Row" data-from="bot">
                    <CaseCard item={item.case} />
                  </div>
                );
              case "entry":
                return <EntryView key={item.key} entry={item.entry} />;
              case "batch":
                return <BatchView key={item.key} batch={item.batch} />;
            }
          })}
          {typist && (
            <div className="Row" data-from={state.typing?.who}>
              <span className="Face">
                <Icon type={state.typing?.who === "agent" ? "person" : "bot"} />
              </span>
              <span className="SrOnly">{chat.typing(typist)}</span>
              <Typing />
            </div>
          )}
          {state.ready && <RatingCard />}
        </div>
      </div>
      {away && (
        <button
          type="button"
          className="ToEnd"
          onClick={() => toEnd(true)}
          aria-label={fresh ? undefined : chat.bottom}
        >
          {fresh > 0 && chat.fresh(fresh)}
          <Icon type="down" />
        </button>
      )}
    </div>
  );
}
