import { Button } from "@chatui/core/es/components/Button";
import { Icon } from "@chatui/core/es/components/Icon";
import { useId, useState } from "react";
import { useController } from "../context";
import { rating as words } from "../texts";

export function RatingForm({ onDone }: { onDone: () => void }) {
  const controller = useController();
  const [stars, setStars] = useState(0);
  const [text, setText] = useState("");
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const name = useId();

  const submit = async () => {
    setState("busy");
    try {
      await controller.rate(stars, text.trim());
      onDone();
    } catch {
      setState("failed");
    }
  };

  return (
    <form
      className="Rating"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <fieldset>
        <legend className="SrOnly">{words.title}</legend>
        {[1, 2, 3, 4, 5].map((count) => (
          <label key={count} data-on={count <= stars}>
            <input
              type="radio"
              className="SrOnly"
              name={name}
              value={count}
              checked={stars === count}
              onChange={() => setStars(count)}
            />
            <Icon type={count <= stars ? "star-fill" : "star"} />
            <span className="SrOnly">{words.star(count)}</span>
          </label>
        ))}
      </fieldset>
      {stars > 0 && (
        <>
          <p className="Rating-word">{words.words[stars]}</p>
          <textarea
            rows={2}
            maxLength={500}
            aria-label={words.placeholder}
            placeholder={words.placeholder}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button color="primary" block type="submit" loading={state === "busy"}>
            {words.submit}
          </Button>
        </>
      )}
      {state === "failed" && <p role="alert">{words.failed}</p>}
    </form>
  );
}
