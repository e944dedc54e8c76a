import { useChat } from "../context";
import { cases as words } from "../texts";
import { CaseCard } from "./CaseCard";
import { Sheet } from "./Sheet";

export function CaseSheet({ onClose }: { onClose: () => void }) {
  const { cases } = useChat();
  const newest = [...cases].sort((one, other) => Date.parse(other.opened_at) - Date.parse(one.opened_at));
  return (
    <Sheet title={words.panel} onClose={onClose}>
      <div className="Stack">
        {newest.length === 0 && <p className="Quiet">{words.none}</p>}
        {newest.map((item) => (
          <CaseCard key={item.case_no} item={item} />
        ))}
      </div>
    </Sheet>
  );
}
