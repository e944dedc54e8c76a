import { Icon } from "@chatui/core/es/components/Icon";
import { useEffect, useRef, useState } from "react";
import type { Evidence } from "../api";
import { useController } from "../context";
import { media as words } from "../texts";

export function Viewer({ item, onClose }: { item: Evidence; onClose: () => void }) {
  const controller = useController();
  const dialog = useRef<HTMLDialogElement>(null);
  const [address, setAddress] = useState<string | null>(null);
  const [bad, setBad] = useState(false);
  useEffect(() => {
    const box = dialog.current!;
    if (!box.open) box.showModal();
    return () => box.close();
  }, []);
  useEffect(() => {
    let current = true;
    controller.media.get(item.id, false).then(
      (found) => current && setAddress(found),
      () => current && setBad(true),
    );
    return () => {
      current = false;
    };
  }, [controller, item.id]);
  return (
    <dialog
      ref={dialog}
      className="Viewer"
      aria-label={words[item.kind]}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => event.key === "Escape" && event.stopPropagation()}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      {bad ? (
        <p role="alert">{words.missing}</p>
      ) : address === null ? (
        <p role="status">{words.loading}</p>
      ) : item.kind === "video" ? (
        <video src={address} controls autoPlay playsInline onError={() => setBad(true)} />
      ) : (
        <img src={address} alt={words.picture} onError={() => setBad(true)} />
      )}
      <button type="button" className="IconButton" aria-label={words.close} onClick={onClose}>
        <Icon type="close" />
      </button>
    </dialog>
  );
}
