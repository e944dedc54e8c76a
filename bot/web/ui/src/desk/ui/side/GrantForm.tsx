import { Button, Input, Radio, Space } from "antd";
import { useEffect, useState } from "react";
import { useDesk, useMe } from "../../context";
import { checkAmount, movesMoney } from "../../granting";
import { money, yuan } from "../../money";
import { cases, grant as words, shell, undo, units } from "../../texts";
import type { Case, Remedy } from "../../wire/side";

const UNSURE = 6000;

export function GrantForm({ item }: { item: Case }) {
  const desk = useDesk();
  const me = useMe();
  const [code, setCode] = useState<string | null>(null);
  const [text, setText] = useState("");
  const [note, setNote] = useState("");
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const remedy = item.remedies.find((each) => each.code === code) ?? null;

  // The second click must follow the first, or it is a first one.
  useEffect(() => {
    if (!sure) return;
    const timer = setTimeout(() => setSure(false), UNSURE);
    return () => clearTimeout(timer);
  }, [sure]);

  const choose = (each: Remedy) => {
    setCode(each.code);
    setText(each.amount === null ? "" : yuan(each.amount));
    setSure(false);
  };
  const { amount, wrong } = remedy ? checkAmount(text, remedy, me.limit) : { amount: null, wrong: null };
  const told = remedy ? [remedy.title, amount === null ? null : money(amount)].filter(Boolean).join(" ") : "";

  const grant = async () => {
    if (!remedy || wrong) return;
    if (!sure) return setSure(true);
    setSure(false);
    setBusy(true);
    const decided = await desk.act(() =>
      desk.api.grant(item.case_no, { remedy: remedy.code, amount, note: note.trim() }),
    );
    setBusy(false);
    if (!decided) return;
    setCode(null);
    setNote("");
    desk.decided(decided, undo.granted(item.case_no, told));
    void desk.talk.reloadSide();
  };

  return (
    <div className="Grant" role="group" aria-label={words.heading}>
      <h3>{words.heading}</h3>
      <Radio.Group value={code} aria-label={words.remedy}>
        <Space orientation="vertical" size={2}>
          {item.remedies.map((each) => (
            <Radio key={each.code} value={each.code} onChange={() => choose(each)}>
              {each.title}
              <span className="Quiet">
                {!movesMoney(each) ? words.free : each.amount !== null && `${words.usual} ${money(each.amount)}`}
                {each.clause && cases.clause(each.clause)}
              </span>
            </Radio>
          ))}
        </Space>
      </Radio.Group>
      {remedy && (
        <>
          {movesMoney(remedy) && (
            <label className="Grant-amount">
              <span>{words.amount}</span>
              <Input
                size="small"
                value={text}
                inputMode="decimal"
                prefix={units.yen}
                status={wrong ? "error" : undefined}
                aria-invalid={Boolean(wrong)}
                aria-describedby={`wrong-${item.case_no}`}
                onChange={(event) => {
                  setText(event.target.value);
                  setSure(false);
                }}
              />
              {remedy.most !== null && <span className="Quiet">{words.most(money(remedy.most))}</span>}
            </label>
          )}
          <p id={`wrong-${item.case_no}`} className="Bad" role="status">
            {wrong}
          </p>
          <Input
            size="small"
            value={note}
            maxLength={200}
            aria-label={words.note}
            placeholder={words.note}
            onChange={(event) => setNote(event.target.value)}
          />
          <p className="Buttons">
            <Button
              size="small"
              type={sure ? "primary" : "default"}
              loading={busy}
              disabled={Boolean(wrong)}
              onClick={() => void grant()}
            >
              {sure ? words.second(told) : words.first}
            </Button>
            {sure && (
              <Button size="small" type="text" onClick={() => setSure(false)}>
                {shell.cancel}
              </Button>
            )}
          </p>
        </>
      )}
    </div>
  );
}
