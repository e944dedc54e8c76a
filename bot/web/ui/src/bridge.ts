import { Expired, type Tokens } from "./api";

/** What the launcher in the host page and this window say to each other. */
export type ToWindow =
  | { qinqin: "token"; token: string; order: string | null }
  | { qinqin: "no-token" }
  | { qinqin: "opened" }
  | { qinqin: "closed" };
export type ToHost =
  { qinqin: "ready" } | { qinqin: "expired" } | { qinqin: "unread"; count: number } | { qinqin: "close" };

export interface BridgeState {
  embedded: boolean;
  token: string | null;
  buyer: string | null;
  order: string | null;
  open: boolean;
}

const PATIENCE = 15_000;

/** The buyer a token speaks for. Only names the drawer of this browser's notes; the door does the checking. */
export function buyerOf(token: string): string | null {
  try {
    const payload = token.split(".")[1]!.replace(/-/g, "+").replace(/_/g, "/");
    const bytes = Uint8Array.from(atob(payload), (char) => char.charCodeAt(0));
    const { sub } = JSON.parse(new TextDecoder().decode(bytes)) as { sub?: unknown };
    return typeof sub === "string" && sub ? sub : null;
  } catch {
    return null;
  }
}

/**
 * The one line to the host page. The first page to hand over a token from the parent frame is the host for good:
 * its origin is the only one heard and the only one spoken to.
 */
export class Bridge implements Tokens {
  state: BridgeState;
  private origin: string | null = null;
  private listeners = new Set<() => void>();
  private renewing: { promise: Promise<string>; settle: (token: string | null) => void } | null = null;

  constructor(private readonly self: Window) {
    const embedded = self.parent !== self;
    this.state = { embedded, token: null, buyer: null, order: null, open: !embedded };
    if (embedded) self.addEventListener("message", this.hear);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): BridgeState => this.state;

  token(): string {
    return this.state.token ?? "";
  }

  renew(): Promise<string> {
    if (this.renewing) return this.renewing.promise;
    let settle!: (token: string | null) => void;
    const promise = new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => settle(null), PATIENCE);
      settle = (token) => {
        clearTimeout(timer);
        this.renewing = null;
        if (token) resolve(token);
        else reject(new Expired());
      };
    });
    this.renewing = { promise, settle };
    if (!this.say({ qinqin: "expired" })) settle(null);
    return promise;
  }

  say(message: ToHost): boolean {
    if (!this.state.embedded || this.origin === null) return false;
    this.self.parent.postMessage(message, this.origin);
    return true;
  }

  private hear = (event: MessageEvent): void => {
    if (event.source !== this.self.parent) return;
    const message = event.data as ToWindow | null;
    if (this.origin === null) {
      if (message?.qinqin !== "token" || event.origin === "null") return;
      this.origin = event.origin;
      this.say({ qinqin: "ready" });
    }
    if (event.origin !== this.origin) return;
    switch (message?.qinqin) {
      case "token": {
        if (typeof message.token !== "string" || !message.token) return;
        const order = typeof message.order === "string" && message.order ? message.order : null;
        this.set({ token: message.token, buyer: buyerOf(message.token) ?? "", order });
        this.renewing?.settle(message.token);
        return;
      }
      case "no-token":
        this.renewing?.settle(null);
        return;
      case "opened":
        this.set({ open: true });
        return;
      case "closed":
        this.set({ open: false });
    }
  };

  private set(change: Partial<BridgeState>): void {
    this.state = { ...this.state, ...change };
    this.listeners.forEach((listener) => listener());
  }
}
