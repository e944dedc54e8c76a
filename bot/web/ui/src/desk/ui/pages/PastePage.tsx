import { CopyOutlined } from "@ant-design/icons";
import { Button, Empty, Input } from "antd";
import { useState } from "react";
import { copy } from "../../copy";
import { useDesk } from "../../context";
import { paste as words } from "../../texts";
import type { Advice } from "../../wire/talk";
import { Kind } from "../talks/QueueList";
import { Head } from "./Head";

export default function PastePage() {
  const desk = useDesk();
  const [text, setText] = useState("");
  const [order, setOrder] = useState("");
  const [advice, setAdvice] = useState<Advice | null>(null);
  const [busy, setBusy] = useState(false);
  const ask = async () => {
    if (!text.trim()) return;
    setBusy(true);
    const found = await desk.act(() => desk.api.paste(text.trim(), order.trim()));
    setBusy(false);
    if (found) setAdvice(found);
  };
  return (
    <>
      <Head title={words.heading} lead={words.lead} />
      <div className="Paste">
        <form
          className="Card"
          onSubmit={(event) => {
            event.preventDefault();
            void ask();
          }}
        >
          <label>
            <span>{words.text}</span>
            <Input.TextArea
              autoFocus
              value={text}
              maxLength={4000}
              autoSize={{ minRows: 7, maxRows: 16 }}
              placeholder={words.textPlaceholder}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void ask();
              }}
            />
          </label>
          <label>
            <span>{words.order}</span>
            <Input
              value={order}
              maxLength={64}
              spellCheck={false}
              placeholder={words.orderMore}
              onChange={(event) => setOrder(event.target.value)}
            />
          </label>
          <Button type="primary" htmlType="submit" loading={busy} disabled={!text.trim()}>
            {words.submit}
          </Button>
        </form>
        <div className="Card" aria-live="polite">
          {advice ? (
            <Answer advice={advice} onCopy={(said) => void copy(desk, said, words.copied)} />
          ) : (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<Kind lines={[words.empty, words.emptyMore]} />} />
          )}
        </div>
      </div>
    </>
  );
}

function Answer({ advice, onCopy }: { advice: Advice; onCopy: (text: string) => void }) {
  const { intent, outcome, receipt, reply, checklist } = advice;
  return (
    <>
      <dl className="Paste-verdict">
        <div>
          <dt>{words.intent}</dt>
          <dd>{intent ?? words.none}</dd>
        </div>
        {outcome && (
          <div>
            <dt>{words.outcome}</dt>
            <dd>{outcome}</dd>
          </div>
        )}
      </dl>
      {receipt.length > 0 && (
        <section>
          <h2>{words.verdict}</h2>
          <ul>
            {receipt.map((line, index) => (
              <li key={index}>{line}</li>
            ))}
          </ul>
        </section>
      )}
      {reply && (
        <section>
          <h2>
            {words.reply}
            <Button size="small" type="primary" icon={<CopyOutlined />} onClick={() => onCopy(reply)}>
              {words.copyReply}
            </Button>
          </h2>
          <p className="Bubble">{reply}</p>
        </section>
      )}
      {checklist.length > 0 && (
        <section>
          <h2>
            {words.checklist}
            <Button size="small" icon={<CopyOutlined />} onClick={() => onCopy(numbered(checklist))}>
              {words.copyList}
            </Button>
          </h2>
          <ol>
            {checklist.map((line, index) => (
              <li key={index}>{line}</li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function numbered(lines: string[]): string {
  return lines.map((line, index) => `${index + 1}. ${line}`).join("\n");
}
