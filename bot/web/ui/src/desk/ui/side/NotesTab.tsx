import { Button, Input } from "antd";
import { useState } from "react";
import { useDesk } from "../../context";
import { stamp } from "../../stamp";
import { notes as words, side } from "../../texts";
import type { Note } from "../../wire/talk";

export function NotesTab({ buyer, notes }: { buyer: string; notes: Note[] }) {
  const desk = useDesk();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const add = async () => {
    const said = text.trim();
    if (!said) return;
    setBusy(true);
    const done = await desk.act(async () => {
      await desk.talk.note(buyer, said);
      return true;
    });
    setBusy(false);
    if (done) setText("");
  };
  return (
    <>
      <Input.TextArea
        value={text}
        maxLength={1000}
        autoSize={{ minRows: 2, maxRows: 6 }}
        aria-label={words.label}
        placeholder={words.placeholder}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          void add();
        }}
      />
      <p className="Buttons">
        <Button size="small" type="primary" loading={busy} disabled={!text.trim()} onClick={() => void add()}>
          {words.add}
        </Button>
      </p>
      {notes.length === 0 && <p className="Quiet">{side.noNotes}</p>}
      <ol className="Notes">
        {[...notes].reverse().map((note) => (
          <li key={note.number}>
            <p>
              <b>{note.by}</b>
              <time dateTime={note.at}>{stamp(note.at)}</time>
            </p>
            <p className="Notes-text">{note.text}</p>
          </li>
        ))}
      </ol>
    </>
  );
}
