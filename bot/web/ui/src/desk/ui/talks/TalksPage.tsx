import { useEffect, useState } from "react";
import { useDesk, useMedia, useRoute } from "../../context";
import { prefs } from "../../prefs";
import { SidePanel } from "../side/SidePanel";
import { useStore } from "../../store";
import { queue as queueWords } from "../../texts";
import { Mishap } from "../Mishap";
import { QueueList } from "./QueueList";
import { TalkPane } from "./TalkPane";

export function TalksPage() {
  const desk = useDesk();
  const { buyer } = useRoute();
  const wide = useMedia("(min-width: 1200px)");
  const open = useStore(desk.talk, (state) => state.open);
  const [side, setSide] = useState(() => prefs.get("side") !== "0");
  const [over, setOver] = useState(false);

  useEffect(() => {
    desk.talk.show(buyer);
    if (buyer !== null) desk.queue.set({ cursor: buyer });
    setOver(false);
  }, [desk, buyer]);

  const shown = wide ? side : over;
  const toggle = () => {
    if (!wide) return setOver(!over);
    prefs.set("side", side ? "0" : "1");
    setSide(!side);
  };
  return (
    <main className="Talks" data-side={shown && open ? (wide ? "beside" : "over") : undefined}>
      <section className="Queue" aria-label={queueWords.heading}>
        <h1 className="SrOnly">{queueWords.heading}</h1>
        <QueueList />
      </section>
      <Mishap key={`talk ${buyer}`}>
        <TalkPane side={shown} onSide={toggle} />
      </Mishap>
      {shown && open && (
        <Mishap key={`side ${buyer}`}>
          <SidePanel open={open} onClose={wide ? null : toggle} />
        </Mishap>
      )}
    </main>
  );
}
