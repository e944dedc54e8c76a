import { Icon } from "@chatui/core/es/components/Icon";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { media } from "../texts";

/** A panel from below; the native dialog keeps the focus inside, hears Escape and gives the focus back. */
export function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current!;
    if (!dialog.open) dialog.showModal();
    return () => dialog.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className="Sheet"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => event.key === "Escape" && event.stopPropagation()}
      onClick={(event) => event.target === ref.current && onClose()}
    >
      <div className="Sheet-body">
        <header>
          <h2 id={id}>{title}</h2>
          <button type="button" className="IconButton" aria-label={media.close} onClick={onClose}>
            <Icon type="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
