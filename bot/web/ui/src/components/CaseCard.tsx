import { Icon } from "@chatui/core/es/components/Icon";
import { Card } from "@chatui/core/es/components/Card";
import { Step, Stepper } from "@chatui/core/es/components/Stepper";
import type { Case } from "../api";
import { cases as words, symbols } from "../texts";
import { by, when } from "../when";

const tones = { open: "brand", done: "good", withdrawn: "plain" } as const;

export function CaseCard({ item }: { item: Case }) {
  const current = item.steps.findIndex((step) => !step.done);
  return (
    <Card className="CaseCard">
      <div className="CaseCard-head">
        <Icon type="ticket" />
        <p className="CaseCard-title">
          {item.issue}
          {symbols.dot}
          {item.item}
        </p>
        <span className="Tag" data-tone={tones[item.status]}>
          {words[item.status]}
        </span>
      </div>
      <div className="CaseCard-result">
        <strong>{item.result}</strong>
        {item.amount !== null && (
          <span className="Price">
            <small>{symbols.yen}</small>
            {item.amount}
          </span>
        )}
      </div>
      {item.status !== "withdrawn" && (
        <Stepper current={current < 0 ? item.steps.length : current}>
          {item.steps.map((step) => (
            <Step
              key={step.title}
              title={step.title}
              subTitle={step.done ? when(step.at) : by(step.at)}
              status={step.late && !step.done ? "fail" : undefined}
              desc={step.late && !step.done ? words.late : undefined}
              aria-current={item.steps[current] === step ? "step" : undefined}
              data-done={step.done}
            />
          ))}
        </Stepper>
      )}
      <p className="CaseCard-no">{item.case_no}</p>
    </Card>
  );
}
