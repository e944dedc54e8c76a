import {
  CloseOutlined,
  LeftOutlined,
  RedoOutlined,
  RightOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import type { Evidence } from "../../api";
import { links } from "../api";
import { evidence as words, shell } from "../texts";

interface Props {
  items: Evidence[];
  at: number;
  buyer: string;
  onClose: () => void;
}

const LARGEST = 6;

/** Pictures and videos at full size: arrows to the next, wheel or buttons to come closer, drag to move. */
export function Viewer({ items, at: start, buyer, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(start);
  const [zoom, setZoom] = useState(1);
  const [turn, setTurn] = useState(0);
  const [place, setPlace] = useState({ x: 0, y: 0 });
  const item = items[at];

  useEffect(() => {
    const box = dialog.current!;
    if (!box.open) box.showModal();
    return () => box.close();
  }, []);

  if (!item) return null;
  const go = (by: number) => {
    const next = at + by;
    if (next < 0 || next >= items.length) return;
    setAt(next);
    setZoom(1);
    setTurn(0);
    setPlace({ x: 0, y: 0 });
  };
  const closer = (by: number) => {
    const next = Math.min(Math.max(zoom * by, 1), LARGEST);
    setZoom(next);
    if (next === 1) setPlace({ x: 0, y: 0 });
  };
  const pressed = (event: React.KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "ArrowLeft") go(-1);
    else if (event.key === "ArrowRight") go(1);
    else if (event.key === "+" || event.key === "=") closer(1.5);
    else if (event.key === "-") closer(1 / 1.5);
    else if (event.key === "r") setTurn(turn + 90);
  };
  const picture = item.kind === "picture";
  const tool = (label: string, icon: React.ReactNode, onClick: () => void, disabled = false) => (
    <Button shape="circle" aria-label={label} title={label} icon={icon} disabled={disabled} onClick={onClick} />
  );
  return (
    <dialog
      ref={dialog}
      className="Viewer"
      aria-label={words[item.kind]}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={pressed}
      onWheel={(event) => picture && closer(event.deltaY < 0 ? 1.15 : 1 / 1.15)}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      {picture ? (
        <img
          key={item.id}
          src={links.evidence(item.id, buyer)}
          alt={words.of(at + 1, items.length)}
          draggable={false}
          style={{ transform: `translate(${place.x}px, ${place.y}px) rotate(${turn}deg) scale(${zoom})` }}
          onPointerMove={(event) => {
            if (event.buttons === 1 && zoom > 1) {
              setPlace({ x: place.x + event.movementX, y: place.y + event.movementY });
            }
          }}
        />
      ) : (
        <video key={item.id} src={links.evidence(item.id, buyer)} controls autoPlay />
      )}
      <div className="Viewer-tools">
        {tool(words.previous, <LeftOutlined />, () => go(-1), at === 0)}
        <span>{words.of(at + 1, items.length)}</span>
        {tool(words.next, <RightOutlined />, () => go(1), at === items.length - 1)}
        {picture && tool(words.zoomOut, <ZoomOutOutlined />, () => closer(1 / 1.5))}
        {picture && tool(words.zoomIn, <ZoomInOutlined />, () => closer(1.5))}
        {picture && tool(words.rotate, <RedoOutlined />, () => setTurn(turn + 90))}
        {tool(shell.close, <CloseOutlined />, onClose)}
      </div>
    </dialog>
  );
}
