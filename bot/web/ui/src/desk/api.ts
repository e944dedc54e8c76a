import type { Message } from "../api";
import type { Audit, ChangedAgent, Colleague, Me, Mode, NewAgent, Presence } from "./wire/people";
import type { Hit, Queue, View } from "./wire/queue";
import type { Report } from "./wire/reports";
import type { Decided, Finding, Granting, Side } from "./wire/side";
import type { Advice, Caution, Lines, Note, Proposal, Saying, Script, Step, Talk } from "./wire/talk";

export const ROOT = "/desk/api";
const TIMEOUT = 20_000;

/** A call that was not carried out; status 0 where the door was not reached at all. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfter: number | null = null,
    readonly cautions: Caution[] | null = null,
  ) {
    super(message);
  }

  /** Would the very same call be refused again? */
  get final(): boolean {
    return this.status >= 400 && this.status < 500 && ![401, 408, 425, 429].includes(this.status);
  }
}

export function refusal(status: number, body: string, retryAfter: string | null): Refused {
  let parsed: { code?: unknown; error?: unknown; message?: unknown; cautions?: unknown } = {};
  try {
    parsed = (JSON.parse(body) as typeof parsed | null) ?? {};
  } catch {
    // A proxy's page, not the door's JSON: the status is all there is.
  }
  const code = parsed.code ?? parsed.error;
  const seconds = Number(retryAfter);
  return new Refused(
    status,
    typeof code === "string" ? code : "trouble",
    typeof parsed.message === "string" ? parsed.message : "",
    retryAfter && Number.isFinite(seconds) ? seconds : null,
    Array.isArray(parsed.cautions) ? (parsed.cautions as Caution[]) : null,
  );
}

export type TalkStep = "take" | "hand-on" | "return" | "close";
export interface Hands {
  csrf: () => string;
  signedOut: () => void;
}

const of = encodeURIComponent;
const asked = (values: Record<string, string>) => new URLSearchParams(values).toString();

export class Api {
  constructor(private readonly hands: Hands) {}

  signIn = (name: string, password: string) => this.post<Me>("sign-in", { name, password });
  signOut = () => this.post<void>("sign-out");
  me = () => this.get<Me>("me");
  password = (old: string, next: string) => this.post<void>("password", { old, new: next });
  presence = (presence: Presence) => this.post<void>("presence", { presence });
  colleagues = () => this.get<Colleague[]>("colleagues");

  queue = (view: View) => this.get<Queue>(`queue?view=${view}`);
  talk = (buyer: string) => this.get<Talk>(`talks/${of(buyer)}`);
  side = (buyer: string) => this.get<Side>(`talks/${of(buyer)}/side`);
  older = (buyer: string, before: number) => this.get<Lines>(`talks/${of(buyer)}/messages?before=${before}`);
  step = (buyer: string, kind: TalkStep, step: Step) => this.post<Talk>(`talks/${of(buyer)}/${kind}`, step);
  say = (buyer: string, saying: Saying) => this.post<Message>(`talks/${of(buyer)}/messages`, saying);
  check = async (buyer: string, text: string) =>
    (await this.post<{ cautions: Caution[] }>(`talks/${of(buyer)}/check`, { text })).cautions;
  note = (buyer: string, text: string) => this.post<Note>(`talks/${of(buyer)}/notes`, { text });
  typing = (buyer: string) => this.post<void>(`talks/${of(buyer)}/typing`);
  ignore = (draft: number) => this.post<void>(`drafts/${draft}/ignore`);

  search = async (q: string) => (await this.get<{ hits: Hit[] }>(`search?${asked({ q })}`)).hits;
  scripts = async (q: string, buyer: string) =>
    (await this.get<{ scripts: Script[] }>(`scripts?${asked({ q, buyer })}`)).scripts;
  paste = (text: string, order_no: string) => this.post<Advice>("paste", { text, order_no });

  judge = (caseNo: string, finding: Finding, note: string) =>
    this.post<Decided>(`cases/${of(caseNo)}/evidence`, { finding, note });
  grant = (caseNo: string, granting: Granting) => this.post<Decided>(`cases/${of(caseNo)}/grant`, granting);
  undo = (decision: number) => this.post<void>(`decisions/${decision}/undo`);

  report = (since: string, until: string) => this.get<Report>(`reports?${asked({ since, until })}`);
  proposals = async () => (await this.get<{ proposals: Proposal[] }>("proposals")).proposals;
  decide = (number: number, accept: boolean, text: string) =>
    this.post<void>(`proposals/${number}`, { accept, text });
  mode = (mode: Mode) => this.post<Me>("mode", { mode });
  tell = (incident: string, text: string) => this.post<void>(`incidents/${of(incident)}`, { text });

  agents = () => this.get<Colleague[]>("agents");
  addAgent = (agent: NewAgent) => this.post<void>("agents", agent);
  changeAgent = (id: string, change: ChangedAgent) => this.post<void>(`agents/${of(id)}`, change);
  audit = (before: number | null) => this.get<Audit>(`audit${before === null ? "" : `?before=${before}`}`);

  private get = <T>(path: string) => this.call<T>(path);
  private post = <T>(path: string, body: object = {}) => this.call<T>(path, body);

  private async call<T>(path: string, body?: object): Promise<T> {
    const response = await this.once(path, body);
    const text = await response.text().catch(() => "");
    if (response.ok) return (text ? JSON.parse(text) : undefined) as T;
    if (response.status === 401 && path !== "sign-in") this.hands.signedOut();
    throw refusal(response.status, text, response.headers.get("Retry-After"));
  }

  private async once(path: string, body?: object): Promise<Response> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT);
    try {
      return await fetch(`${ROOT}/${path}`, {
        method: body === undefined ? "GET" : "POST",
        headers:
          body === undefined ? {} : { "Content-Type": "application/json", "X-CSRF-Token": this.hands.csrf() },
        body: body === undefined ? undefined : JSON.stringify(body),
        cache: "no-store",
        credentials: "same-origin",
        signal: abort.signal,
      });
    } catch {
      throw new Refused(0, "unreachable", "");
    } finally {
      clearTimeout(timer);
    }
  }
}

export const links = {
  evidence: (id: string, buyer: string, thumb = false) =>
    `${ROOT}/evidence/${of(id)}?${asked(thumb ? { buyer, size: "thumb" } : { buyer })}`,
  proof: (caseNo: string, kind: "zip" | "pdf" | "txt") => `${ROOT}/cases/${of(caseNo)}/proof.${kind}`,
  csv: (since: string, until: string) => `${ROOT}/reports.csv?${asked({ since, until })}`,
  events: `${ROOT}/events`,
};
