import { Button, Input } from "antd";
import { useState } from "react";
import { useDesk } from "../../context";
import { cases as words, undo } from "../../texts";
import type { Case, Finding } from "../../wire/side";

const FINDINGS = Object.keys(words.findings) as Finding[];

export function Review({ item }: { item: Case }) {
  const desk = useDesk();
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState<Finding | null>(null);

  const judge = async (finding: Finding) => {
    setBusy(finding);
    const decided = await desk.act(() => desk.api.judge(item.case_no, finding, note.trim()));
    setBusy(null);
    if (!decided) return;
    setNote("");
    desk.decided(decided, undo.judged(item.case_no, words.findings[finding]));
    void desk.talk.reloadSide();
  };
  return (
    <div className="Review" role="group" aria-label={words.review}>
      <h3>
        {words.review}
        {item.finding && <span className="Mark">{words.found(words.findings[item.finding])}</span>}
      </h3>
      <Input
        size="small"
        value={note}
        maxLength={200}
        aria-label={words.reviewNote}
        placeholder={words.reviewNote}
        onChange={(event) => setNote(event.target.value)}
      />
      <p className="Buttons">
        {FINDINGS.map((finding) => (
          <Button
            key={finding}
            size="small"
            loading={busy === finding}
            disabled={busy !== null}
            aria-pressed={item.finding === finding}
            onClick={() => void judge(finding)}
          >
            {words.findings[finding]}
          </Button>
        ))}
      </p>
    </div>
  );
}
