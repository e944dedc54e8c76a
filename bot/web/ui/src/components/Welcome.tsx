import { useController } from "../context";
import { chat } from "../texts";

/** The empty talk: a greeting and the commonest troubles, so that nobody faces a blank page. */
export function Welcome() {
  const controller = useController();
  return (
    <section className="Welcome">
      <h2>{chat.hello}</h2>
      <p>{chat.helloMore}</p>
      <div className="Chips">
        {chat.starters.map((text) => (
          <button key={text} type="button" className="Chip" onClick={() => controller.say(text)}>
            {text}
          </button>
        ))}
      </div>
    </section>
  );
}
