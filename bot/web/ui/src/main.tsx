import "./styles/base.css";
import "./styles/chatui.less";
import "./styles/theme.css";
import "./styles/window.css";
import "./styles/cards.css";
import { createRoot } from "react-dom/client";
import { Bridge } from "./bridge";
import { App } from "./components/App";

const bridge = new Bridge(window);
createRoot(document.getElementById("root")!).render(<App bridge={bridge} />);
