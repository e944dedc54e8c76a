import "./styles/palette.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/queue.css";
import "./styles/talk.css";
import "./styles/composer.css";
import "./styles/side.css";
import "./styles/pages.css";
import { createRoot } from "react-dom/client";
import { Desk } from "./desk";
import { unlock } from "./sound";
import { App } from "./ui/App";

const desk = new Desk();
for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, unlock, { once: true });
void desk.start();
createRoot(document.getElementById("root")!).render(<App desk={desk} />);
