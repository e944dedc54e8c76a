import { useEffect, useRef, useState } from "react";
import { useDesk } from "../../context";
import { composer as words } from "../../texts";
import type { Script } from "../../wire/talk";

const PAUSE = 150;

interface Scripts {
  list: Script[];
  loaded: boolean;
  at: number;
  setAt: (at: number) => void;
  /** True when the key was meant for the menu. */
  pressed: (event: React.KeyboardEvent, pick: (script: Script) => void) => boolean;
}

/** The scripts that fit what stands behind the slash; null while there is none. */
export function useScripts(buyer: string, query: string | null): Scripts {
  const desk = useDesk();
  const [list, setList] = useState<Script[]>([]);
  const [loaded, setLoaded] = useState(false);
  const [at, setAt] = useState(0);

  useEffect(() => {
    setAt(0);
    if (query === null) {
      setList([]);
      return setLoaded(false);
    }
    let current = true;
    const timer = setTimeout(() => {
      void desk
        .act(() => desk.api.scripts(query.trim(), buyer))
        .then((found) => {
          if (!current) return;
          setList(found ?? []);
          setLoaded(true);
        });
    }, PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [desk, buyer, query]);

  const pressed: Scripts["pressed"] = (event, pick) => {
    const script = list[at];
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, list.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Escape") desk.composing.clear(buyer);
    else if (event.key === "Enter" || event.key === "Tab") {
      if (script) pick(script);
      else if (event.key === "Tab") return false;
    } else return false;
    event.preventDefault();
    return true;
  };
  return { list, loaded, at, setAt, pressed };
}

export function ScriptMenu({ list, loaded, at, setAt, onPick }: Scripts & { onPick: (script: Script) => void }) {
  const box = useRef<HTMLUListElement>(null);
  useEffect(() => {
    box.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <div className="Scripts" tabIndex={0}>
      {loaded && list.length === 0 && <p className="Quiet">{words.noScripts}</p>}
      <ul ref={box} id="scripts" role="listbox" aria-label={words.scripts}>
        {list.map((script, index) => (
          <li
            key={script.name}
            id={`script-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseMove={() => setAt(index)}
            onMouseDown={(event) => {
              event.preventDefault();
              onPick(script);
            }}
          >
            <b>{script.name}</b> <span className="Mark">{script.topic}</span>
            <span className="Scripts-text">{script.text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
