export interface Limits {
  text: number;
  picture_bytes: number;
  video_bytes: number;
  files: number;
}

export interface Talk {
  owner: "bot" | "queue" | "agent";
  place: number | null;
  due: string | null;
  agent: string | null;
  last: number;
  rated: boolean;
  limits: Limits;
  order_no: string | null;
  hours: string;
  now: string;
}

export interface Choice {
  title: string;
  payload: string;
}

export interface Evidence {
  id: string;
  kind: "picture" | "video";
  width: number;
  height: number;
  bytes: number;
}

export interface OrderLine {
  title: string;
  spec: string;
  quantity: number;
}

export interface OrderCard {
  order_no: string;
  title: string;
  stage: string;
  placed_on: string;
  paid: string;
  lines: OrderLine[];
  say: string;
}

export interface Message {
  seq: number;
  id: string;
  from: "buyer" | "bot" | "agent" | "notice";
  name: string | null;
  text: string;
  buttons: Choice[];
  evidence: Evidence[];
  order: OrderCard | null;
  orders: OrderCard[];
  at: string;
}

export interface CaseStep {
  title: string;
  at: string;
  done: boolean;
  late?: boolean;
}

export interface Case {
  case_no: string;
  item: string;
  issue: string;
  result: string;
  amount: string | null;
  status: "open" | "done" | "withdrawn";
  opened_at: string;
  steps: CaseStep[];
}

export interface ChecklistItem {
  key: string;
  text: string;
  done: boolean;
  photo: boolean;
}

export interface Checklist {
  title: string;
  items: ChecklistItem[];
}

export interface Outgoing {
  id: string;
  text: string;
  evidence: string[];
  order_no: string | null;
}

/** Where the token comes from; `renew` asks the host page, and rejects with Expired when it has none. */
export interface Tokens {
  token(): string;
  renew(): Promise<string>;
}

export class Expired extends Error {}

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }

  /** Would the very same call be refused again? */
  get final(): boolean {
    return this.status >= 400 && this.status < 500 && ![401, 408, 425, 429].includes(this.status);
  }
}

export function errorOf(status: number, body: string, retryAfter: string | null): ApiError {
  let parsed: { error?: unknown; message?: unknown } = {};
  try {
    parsed = (JSON.parse(body) as typeof parsed | null) ?? {};
  } catch {
    // A proxy's page, not the door's JSON: the status is all there is.
  }
  const seconds = Number(retryAfter);
  return new ApiError(
    status,
    typeof parsed.error === "string" ? parsed.error : "trouble",
    typeof parsed.message === "string" ? parsed.message : "",
    retryAfter && Number.isFinite(seconds) ? seconds : null,
  );
}

const TIMEOUT = 20_000;

export class Api {
  constructor(readonly tokens: Tokens) {}

  talk = () => this.json<Talk>("/api/talk");
  orders = async () => (await this.json<{ orders: OrderCard[] }>("/api/orders")).orders;
  cases = async () => (await this.json<{ cases: Case[] }>("/api/cases")).cases;

  messages(before?: number, limit = 50) {
    const query = new URLSearchParams({ limit: String(limit) });
    if (before !== undefined) query.set("before", String(before));
    return this.json<{ messages: Message[]; more: boolean }>(`/api/messages?${query}`);
  }

  send = (message: Outgoing) => this.json<Message>("/api/messages", message);
  person = async (id: string) => void (await this.call("/api/person", { id }));
  rate = async (stars: number, words: string) => void (await this.call("/api/rating", { stars, words }));

  async picture(id: string, thumb: boolean): Promise<Blob> {
    const response = await this.call(`/api/evidence/${encodeURIComponent(id)}${thumb ? "?size=thumb" : ""}`);
    return response.blob();
  }

  private async json<T>(path: string, body?: unknown): Promise<T> {
    return (await this.call(path, body)).json() as Promise<T>;
  }

  private async call(path: string, body?: unknown): Promise<Response> {
    let response = await this.once(path, body, this.tokens.token());
    if (response.status === 401) response = await this.once(path, body, await this.tokens.renew());
    if (response.status === 401) throw new Expired();
    if (!response.ok) {
      throw errorOf(response.status, await response.text().catch(() => ""), response.headers.get("Retry-After"));
    }
    return response;
  }

  private async once(path: string, body: unknown, token: string): Promise<Response> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT);
    try {
      return await fetch(path, {
        method: body === undefined ? "GET" : "POST",
        headers: {
          Authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        cache: "no-store",
        credentials: "omit",
        signal: abort.signal,
      });
    } finally {
      clearTimeout(timer);
    }
  }
}
