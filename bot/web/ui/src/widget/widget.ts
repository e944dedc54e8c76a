import type { ToHost, ToWindow } from "../bridge";
import { widget as texts } from "../texts";
import { css } from "./style";

interface Qinqin {
  /** Hands over a fresh token, or another buyer's. */
  token(token: string, order?: string): void;
  open(order?: string): void;
  close(): void;
  /** Set by the host page: gives a new token when the old one has run out. */
  onExpired?: () => Promise<string> | string;
}

declare global {
  interface Window {
    qinqin?: Partial<Qinqin>;
  }
}

const TALKED = "qinqin.talked";
const RESEND = 700;
const RESENDS = 20;
const SVG = "http://www.w3.org/2000/svg";

function start(script: HTMLScriptElement): void {
  // The tag stands in the page twice: the first launcher takes the second's token.
  if (window.qinqin?.open) {
    if (script.dataset.token) window.qinqin.token?.(script.dataset.token, script.dataset.order);
    return;
  }
  const origin = new URL(script.src).origin;
  let token = script.dataset.token ?? "";
  let order = script.dataset.order || null;
  // Off the page again: nobody else need read it there.
  script.removeAttribute("data-token");

  let frame: HTMLIFrameElement | null = null;
  let ready = false;
  let shown = false;
  let resends = 0;
  let opener: HTMLElement | null = null;

  const root = document.createElement("div");
  const shadow = root.attachShadow({ mode: "open" });
  style(shadow);
  const panel = document.createElement("div");
  panel.className = "panel";
  panel.hidden = true;
  const launcher = document.createElement("button");
  launcher.type = "button";
  launcher.className = "launcher";
  launcher.append(icon());
  const badge = document.createElement("span");
  badge.className = "badge";
  badge.hidden = true;
  launcher.append(badge);
  launcher.onclick = () => (shown ? close() : open());
  shadow.append(panel, launcher);
  label(0);

  function label(count: number): void {
    badge.hidden = count === 0 || shown;
    badge.textContent = count > 99 ? "99+" : String(count);
    launcher.setAttribute("aria-expanded", String(shown));
    launcher.setAttribute(
      "aria-label",
      shown ? texts.close : count ? `${texts.open} ${texts.unread(count)}` : texts.open,
    );
  }

  function say(message: ToWindow): void {
    frame?.contentWindow?.postMessage(message, origin);
  }

  function give(): void {
    if (token) say({ qinqin: "token", token, order });
  }

  // The window may not listen yet; it says "ready" once it has the token.
  function hello(): void {
    if (ready || resends >= RESENDS) return;
    resends += 1;
    give();
    setTimeout(hello, RESEND);
  }

  function load(): void {
    if (frame) return;
    frame = document.createElement("iframe");
    frame.title = texts.frame;
    frame.src = `${origin}/window`;
    frame.referrerPolicy = "no-referrer";
    frame.onload = () => {
      ready = false;
      resends = 0;
      hello();
    };
    panel.append(frame);
  }

  function open(about?: string): void {
    if (about) order = about;
    load();
    remember();
    if (!shown) {
      const active = document.activeElement;
      opener = active instanceof HTMLElement && active !== document.body && active !== root ? active : launcher;
    }
    shown = true;
    panel.hidden = false;
    label(0);
    if (ready) {
      if (about) give();
      say({ qinqin: "opened" });
    }
    frame?.focus();
  }

  function close(): void {
    if (!shown) return;
    shown = false;
    panel.hidden = true;
    label(0);
    say({ qinqin: "closed" });
    (opener?.isConnected || opener === launcher ? opener : launcher)?.focus();
  }

  async function renew(): Promise<void> {
    try {
      const fresh = await window.qinqin?.onExpired?.();
      if (typeof fresh === "string" && fresh) {
        token = fresh;
        give();
        return;
      }
    } catch {
      // The host page could not; the window says so to the buyer.
    }
    say({ qinqin: "no-token" });
  }

  addEventListener("message", (event: MessageEvent) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== origin) return;
    const message = event.data as ToHost | null;
    switch (message?.qinqin) {
      case "ready":
        ready = true;
        say({ qinqin: shown ? "opened" : "closed" });
        return;
      case "expired":
        void renew();
        return;
      case "unread":
        if (Number.isInteger(message.count)) label(message.count);
        return;
      case "close":
        close();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown && !event.defaultPrevented) close();
  });

  window.qinqin = Object.assign(window.qinqin ?? {}, {
    token(fresh: string, about?: string) {
      token = fresh;
      if (about !== undefined) order = about || null;
      if (frame) {
        if (ready) give();
        else {
          resends = 0;
          hello();
        }
      }
    },
    open,
    close,
  });

  document.body.append(root);
  // Who has talked before may have an answer waiting: fetch the window early, for the badge.
  if (talked()) setTimeout(load, 1500);
}

function style(shadow: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [sheet];
  } catch {
    const element = document.createElement("style");
    element.textContent = css;
    shadow.append(element);
  }
}

function icon(): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute(
    "d",
    "M4 14v-2a8 8 0 0 1 16 0v2M4.5 12H7v6H5.5A1.5 1.5 0 0 1 4 16.5V13M19.5 12H17v6h1.5a1.5 1.5 0 0 0 1.5-1.5V13M19.5 17.5c0 2-2 3.3-5 3.5",
  );
  for (const [name, value] of [
    ["fill", "none"],
    ["stroke", "currentColor"],
    ["stroke-width", "1.8"],
    ["stroke-linecap", "round"],
    ["stroke-linejoin", "round"],
  ] as const) {
    path.setAttribute(name, value);
  }
  svg.append(path);
  return svg;
}

function talked(): boolean {
  try {
    return localStorage.getItem(TALKED) !== null;
  } catch {
    return false;
  }
}

function remember(): void {
  try {
    localStorage.setItem(TALKED, "1");
  } catch {
    // Then the badge waits for the next opening.
  }
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement && script.src) {
  if (document.body) start(script);
  else addEventListener("DOMContentLoaded", () => start(script));
}
