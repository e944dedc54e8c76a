import { Icon } from "@chatui/core/es/components/Icon";
import { useEffect, useState } from "react";
import type { Evidence } from "../api";
import { useController } from "../context";
import { media as words } from "../texts";
import { Viewer } from "./Viewer";

export function EvidenceGrid({ evidence }: { evidence: Evidence[] }) {
  const [viewed, setViewed] = useState<Evidence | null>(null);
  return (
    <div className="Evidence" data-count={Math.min(evidence.length, 3)}>
      {evidence.map((item, index) => (
        <Thumb key={item.id} item={item} index={index + 1} onView={() => setViewed(item)} />
      ))}
      {viewed && <Viewer item={viewed} onClose={() => setViewed(null)} />}
    </div>
  );
}

function Thumb({ item, index, onView }: { item: Evidence; index: number; onView: () => void }) {
  const controller = useController();
  const [address, setAddress] = useState<string | null>(null);
  const [bad, setBad] = useState(false);
  useEffect(() => {
    let current = true;
    controller.media.get(item.id, true).then(
      (found) => current && setAddress(found),
      () => current && setBad(true),
    );
    return () => {
      current = false;
    };
  }, [controller, item.id]);
  return (
    <button type="button" className="Thumb" aria-label={words.open(words[item.kind], index)} onClick={onView}>
      {address && !bad && <img src={address} alt="" onError={() => setBad(true)} />}
      {item.kind === "video" ? <Icon type="play" /> : bad ? <Icon type="image" /> : null}
    </button>
  );
}
