import { Refused } from "./api";
import { trouble } from "./texts";

const BY_STATUS: Record<number, string> = {
  0: "unreachable",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  409: "changed",
  429: "too_many",
};

/** Why a call was not carried out, in words for the agent: the door's own where it gives some. */
export function wordsOf(error: unknown): string {
  const other = trouble.trouble!;
  if (!(error instanceof Refused)) return other;
  return error.message || (trouble[BY_STATUS[error.status] ?? "trouble"] ?? other);
}
