import { Input, Modal } from "antd";
import { useEffect, useRef, useState } from "react";
import { useDesk } from "../context";
import { talkHash } from "../routes";
import { stamp } from "../stamp";
import { search as words } from "../texts";
import type { Hit } from "../wire/queue";

const PAUSE = 220;
const SHORTEST = 2;

export function Search({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      width={600}
      className="Search"
      title={<span className="SrOnly">{words.label}</span>}
      destroyOnHidden
    >
      <Finder onClose={onClose} />
    </Modal>
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const desk = useDesk();
  const [query, setQuery] = useState("");
  const [hits, setHits] = useState<Hit[] | null>(null);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    const asked = query.trim();
    if (asked.length < SHORTEST) return setHits(null);
    let current = true;
    const timer = setTimeout(() => {
      void desk
        .act(() => desk.api.search(asked))
        .then((found) => {
          if (!current || !found) return;
          setHits(found);
          setAt(0);
        });
    }, PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [desk, query]);

  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const go = (hit: Hit | undefined) => {
    if (!hit) return;
    location.hash = talkHash(hit.buyer_id);
    onClose();
  };
  const pressed = (event: React.KeyboardEvent) => {
    const count = hits?.length ?? 0;
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") go(hits?.[at]);
    else if (event.key === "ArrowDown") setAt(Math.min(at + 1, count - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <Input
        autoFocus
        size="large"
        variant="borderless"
        value={query}
        maxLength={100}
        placeholder={words.placeholder}
        aria-label={words.label}
        role="combobox"
        aria-expanded={Boolean(hits?.length)}
        aria-controls="hits"
        aria-activedescendant={hits?.length ? `hit-${at}` : undefined}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={pressed}
      />
      {query.trim().length === 1 && <p className="Search-none">{words.short}</p>}
      {hits?.length === 0 && <p className="Search-none">{words.none}</p>}
      <ul ref={list} id="hits" role="listbox" aria-label={words.label} className="Search-hits">
        {hits?.map((hit, index) => (
          <li
            key={`${hit.kind} ${hit.buyer_id} ${hit.title} ${index}`}
            id={`hit-${index}`}
            role="option"
            aria-selected={index === at}
            onClick={() => go(hit)}
            onMouseMove={() => setAt(index)}
          >
            <span className="Mark">{words.kinds[hit.kind]}</span>
            <span className="Search-title">{hit.title}</span>
            <span className="Search-text">{hit.text}</span>
            {hit.at && <time dateTime={hit.at}>{stamp(hit.at)}</time>}
          </li>
        ))}
      </ul>
      <p className="Search-hint">{words.hint}</p>
    </>
  );
}
