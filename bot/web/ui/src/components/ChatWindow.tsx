import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Bridge } from "../bridge";
import { useChat, useController } from "../context";
import { isHandheld } from "../device";
import { composer } from "../texts";
import { CaseBar } from "./CaseBar";
import { CaseSheet } from "./CaseSheet";
import { ChecklistCard } from "./ChecklistCard";
import { Composer, type ComposerHandle } from "./Composer";
import { Header } from "./Header";
import { LinkBar } from "./LinkBar";
import { LiveRegion } from "./LiveRegion";
import { MessageList } from "./MessageList";
import { OrderContext } from "./OrderContext";
import { OrderSheet } from "./OrderSheet";
import { QueueBar } from "./QueueBar";
import { RatingSheet } from "./RatingSheet";

type SheetName = "orders" | "cases" | "rate" | "rate-close" | null;

export function ChatWindow({ bridge }: { bridge: Bridge }) {
  const controller = useController();
  const state = useChat();
  const { open, embedded } = useSyncExternalStore(bridge.subscribe, bridge.snapshot);
  const [sheet, setSheet] = useState<SheetName>(null);
  const [dragging, setDragging] = useState(false);
  const orders = useCallback(() => setSheet("orders"), []);
  const input = useRef<ComposerHandle>(null);
  const asked = useRef(false);

  const close = useCallback(() => {
    setSheet(null);
    bridge.say({ qinqin: "close" });
  }, [bridge]);

  // On the way out, once, and only after a talk took place in this very window.
  const leave = useCallback(() => {
    const { messages, talk } = controller.state;
    const spoke = messages.filter((message) => message.from === "buyer").length >= 2 && controller.spoke;
    if (spoke && talk && !talk.rated && talk.owner === "bot" && !asked.current) {
      asked.current = true;
      setSheet("rate-close");
    } else close();
  }, [controller, close]);

  useEffect(() => {
    const see = () => open && document.visibilityState === "visible" && controller.seen();
    see();
    document.addEventListener("visibilitychange", see);
    return () => document.removeEventListener("visibilitychange", see);
  }, [controller, open, state.messages]);

  useEffect(() => {
    // Not on touch screens, where focus would throw up the keyboard.
    if (open && !isHandheld()) input.current?.focus();
  }, [open]);

  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing || !embedded || sheet) return;
      // Or the very same key would close the panel that leaving may open.
      event.preventDefault();
      leave();
    };
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  }, [embedded, sheet, leave]);

  const drag = {
    onDragOver: (event: React.DragEvent) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      setDragging(true);
    },
    onDragLeave: (event: React.DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDragging(false);
    },
    onDrop: (event: React.DragEvent) => {
      setDragging(false);
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      controller.attach([...event.dataTransfer.files]);
    },
  };

  return (
    <main className="Window" {...drag}>
      <Header onClose={embedded ? leave : null} />
      <LinkBar />
      <QueueBar />
      <CaseBar onOpen={() => setSheet("cases")} />
      <MessageList onOrders={orders} />
      <LiveRegion />
      <div className="Dock">
        <ChecklistCard onPhoto={(key) => input.current?.shoot(key)} />
        <OrderContext bridge={bridge} />
        <Composer ref={input} onOrders={orders} onCases={() => setSheet("cases")} onRate={() => setSheet("rate")} />
      </div>
      {dragging && <div className="DropHint">{composer.drop}</div>}
      {sheet === "orders" && <OrderSheet onClose={() => setSheet(null)} />}
      {sheet === "cases" && <CaseSheet onClose={() => setSheet(null)} />}
      {sheet === "rate" && <RatingSheet onClose={() => setSheet(null)} />}
      {sheet === "rate-close" && <RatingSheet leaving onClose={close} />}
    </main>
  );
}
