import { Button } from "@chatui/core/es/components/Button";
import { Icon } from "@chatui/core/es/components/Icon";
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from "react";
import { useChat, useController } from "../context";
import { LIMITS } from "../controller";
import { isHandheld } from "../device";
import { composer as words } from "../texts";

export interface ComposerHandle {
  focus(): void;
  /** Opens the camera or the album for a picture that was asked for by this key. */
  shoot(key: string): void;
}

interface Props {
  ref: Ref<ComposerHandle>;
  onOrders: () => void;
  onCases: () => void;
  onRate: () => void;
}

const WARN = 100;

export function Composer({ ref, onOrders, onCases, onRate }: Props) {
  const controller = useController();
  const { talk } = useChat();
  const [text, setText] = useState(() => controller.noted("draft") ?? "");
  const [panel, setPanel] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const video = useRef<HTMLInputElement>(null);
  const album = useRef<HTMLInputElement>(null);
  const asked = useRef("");
  const limit = talk?.limits.text ?? LIMITS.text;
  const left = limit - text.length;
  const handheld = isHandheld();

  useImperativeHandle(ref, () => ({
    focus: () => area.current?.focus(),
    shoot: (key) => open(handheld ? camera : album, key),
  }));

  const open = (input: React.RefObject<HTMLInputElement | null>, key = "") => {
    asked.current = key;
    input.current?.click();
  };

  useLayoutEffect(() => {
    const box = area.current!;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
  }, [text]);

  useEffect(() => controller.note("draft", text), [controller, text]);

  const send = () => {
    const trimmed = text.trim();
    if (!trimmed || left < 0) return;
    controller.say(trimmed);
    setText("");
    area.current?.focus();
  };

  const picked = (event: React.ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    event.target.value = "";
    if (files.length) controller.attach(files, asked.current);
    setPanel(false);
  };

  const run = (action: () => void) => () => {
    setPanel(false);
    action();
  };

  const tools = [
    handheld && { icon: "camera", label: words.camera, action: () => open(camera) },
    { icon: "image", label: words.album, action: () => open(album) },
    handheld && { icon: "video", label: words.video, action: () => open(video) },
    { icon: "order", label: words.order, action: run(onOrders) },
    { icon: "ticket", label: words.cases, action: run(onCases) },
    { icon: "star", label: words.rate, action: run(onRate) },
  ].filter((tool) => tool !== false);

  const hidden = { type: "file", className: "SrOnly", tabIndex: -1, "aria-hidden": true, onChange: picked } as const;
  return (
    <form
      className="Composer"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !panel) return;
        event.preventDefault();
        setPanel(false);
        more.current?.focus();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <input ref={camera} {...hidden} accept="image/*" capture="environment" />
      <input ref={video} {...hidden} accept="video/*" capture="environment" />
      <input ref={album} {...hidden} accept="image/*,video/*" multiple />
      <div className="Composer-row">
        <button
          ref={more}
          type="button"
          className="IconButton"
          aria-expanded={panel}
          aria-label={panel ? words.less : words.more}
          data-open={panel || undefined}
          onClick={() => setPanel(!panel)}
        >
          <Icon type="plus" />
        </button>
        <textarea
          ref={area}
          rows={1}
          value={text}
          aria-label={words.label}
          placeholder={words.placeholder}
          enterKeyHint="send"
          onChange={(event) => setText(event.target.value)}
          onFocus={() => setPanel(false)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            send();
          }}
          onPaste={(event) => {
            const files = [...event.clipboardData.files];
            if (!files.length) return;
            event.preventDefault();
            controller.attach(files);
          }}
        />
        {text.trim() ? (
          <Button color="primary" type="submit" disabled={left < 0}>
            {words.send}
          </Button>
        ) : (
          <button
            type="button"
            className="IconButton"
            aria-label={handheld ? words.camera : words.album}
            onClick={() => open(handheld ? camera : album)}
          >
            <Icon type={handheld ? "camera" : "image"} />
          </button>
        )}
      </div>
      {left < WARN && (
        <p className="Composer-left" role="status" data-over={left < 0 || undefined}>
          {words.left(left)}
        </p>
      )}
      {panel && (
        <div className="Composer-panel">
          {tools.map((tool) => (
            <button key={tool.label} type="button" onClick={tool.action}>
              <Icon type={tool.icon} />
              {tool.label}
            </button>
          ))}
        </div>
      )}
    </form>
  );
}
