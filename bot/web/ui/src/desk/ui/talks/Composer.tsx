import { Button, Input, type InputRef } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useEffect, useRef, useState } from "react";
import { useDesk } from "../../context";
import { openDraft } from "../../drafts";
import { EMPTY } from "../../keepers/composing";
import type { Open } from "../../keepers/talk";
import { useStore } from "../../store";
import { composer as words } from "../../texts";
import type { Script, Talk } from "../../wire/talk";
import { CautionPanel } from "./CautionPanel";
import { DraftCard } from "./DraftCard";
import { ScriptMenu, useScripts } from "./ScriptMenu";
import { useCheck, useTyping } from "./composing";

export const LONGEST = 2000;

export function Composer({ open, talk }: { open: Open; talk: Talk }) {
  const desk = useDesk();
  const { buyer } = open;
  const composing = useStore(desk.composing, (state) => state.byBuyer[buyer] ?? EMPTY);
  const { text, cautions } = composing;
  const area = useRef<TextAreaRef>(null);
  const [nudged, setNudged] = useState(0);
  const draft = openDraft(talk.drafts, open.messages);
  const typed = useTyping(buyer);
  useCheck(buyer, text);

  const query = /^[/、]([^\n]{0,40})$/.exec(text)?.[1] ?? null;
  const scripts = useScripts(buyer, query);
  const long = Array.from(text).length - LONGEST;

  useEffect(() => {
    area.current?.focus({ cursor: "end" });
  }, []);

  const insert = (script: Script) => {
    desk.composing.fromDraft(buyer, null, script.text);
    area.current?.focus({ cursor: "end" });
  };
  const send = (overrule = "") => {
    const said = text.trim();
    if (!said || long > 0) return;
    if (cautions.length && !overrule) return setNudged(nudged + 1);
    desk.say(buyer, said, composing.draft, overrule);
    const used = talk.drafts.find((each) => each.number === composing.draft);
    if (used) desk.talk.decided(used, used.text === said ? "sent" : "edited");
    desk.composing.clear(buyer);
    area.current?.focus();
  };
  const pressed = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (query !== null && scripts.pressed(event, insert)) return;
    if (event.key === "Escape") return void (document.activeElement as InputRef["input"])?.blur();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className="Composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {draft && composing.draft !== draft.number && (
        <DraftCard
          draft={draft}
          messages={open.messages}
          onSend={() => {
            desk.talk.decided(draft, "sent");
            desk.say(buyer, draft.text, draft.number);
          }}
          onEdit={() => {
            desk.composing.fromDraft(buyer, draft.number, draft.text);
            area.current?.focus({ cursor: "end" });
          }}
          onIgnore={() => {
            desk.talk.decided(draft, "ignored");
            void desk.act(() => desk.api.ignore(draft.number));
          }}
        />
      )}
      {query !== null && <ScriptMenu {...scripts} onPick={insert} />}
      <div className="Composer-row">
        <Input.TextArea
          ref={area}
          variant="borderless"
          value={text}
          autoSize={{ minRows: 2, maxRows: 9 }}
          aria-label={words.label}
          aria-controls={query === null ? undefined : "scripts"}
          aria-activedescendant={query !== null && scripts.list.length ? `script-${scripts.at}` : undefined}
          placeholder={words.placeholder}
          status={long > 0 ? "error" : undefined}
          onChange={(event) => {
            desk.composing.write(buyer, event.target.value);
            typed();
          }}
          onKeyDown={pressed}
        />
        <Button type="primary" htmlType="submit" disabled={!text.trim() || long > 0 || query !== null}>
          {words.send}
        </Button>
      </div>
      {(composing.draft !== null || long > 0) && (
        <p className="Composer-state">
          {composing.draft !== null && (
            <>
              {words.fromDraft}
              <button type="button" className="Link" onClick={() => desk.composing.fromDraft(buyer, null)}>
                {words.forget}
              </button>
            </>
          )}
          {long > 0 && (
            <span className="Bad" role="status">
              {words.long(long)}
            </span>
          )}
        </p>
      )}
      {cautions.length > 0 && (
        <CautionPanel
          text={text}
          cautions={cautions}
          nudged={nudged}
          onMend={(one) => {
            desk.composing.mend(buyer, one);
            area.current?.focus();
          }}
          onOverrule={send}
        />
      )}
    </form>
  );
}
