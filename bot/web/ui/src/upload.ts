import { ApiError, errorOf, Expired, type Evidence, type Limits, type Tokens } from "./api";
import { media } from "./texts";

export interface Upload {
  id: string;
  name: string;
  kind: Evidence["kind"];
  preview: string;
  progress: number;
  state: "waiting" | "sending" | "done" | "failed";
  error: string;
  /** False when the same file would be refused again. */
  retryable: boolean;
  evidence: Evidence | null;
}

/** Pictures chosen together: they become one message when all have arrived. Its id is the message's. */
export interface Batch {
  id: string;
  at: string;
  uploads: Upload[];
}

export function kindOf(file: File): Evidence["kind"] | null {
  if (file.type.startsWith("image/") || /\.(jpe?g|png|webp|gif|hei[cf])$/i.test(file.name)) return "picture";
  if (file.type.startsWith("video/") || /\.(mp4|mov|m4v|webm|3gp)$/i.test(file.name)) return "video";
  return null;
}

/** What is wrong with the file before it is even sent, or null. */
export function refusal(file: File, limits: Limits): string | null {
  const kind = kindOf(file);
  if (!kind) return media.kind;
  const most = kind === "picture" ? limits.picture_bytes : limits.video_bytes;
  return file.size > most ? media.tooBig[kind](Math.floor(most / 1024 / 1024)) : null;
}

function post(id: string, file: File, token: string, onProgress: (part: number) => void): Promise<Evidence> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/evidence");
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = request.onabort = request.ontimeout = () => reject(new TypeError("network"));
    request.onload = () => {
      if (request.status === 200 || request.status === 201) {
        try {
          resolve(JSON.parse(request.responseText) as Evidence);
          return;
        } catch {
          // Falls through to the error below.
        }
      }
      reject(errorOf(request.status, request.responseText, request.getResponseHeader("Retry-After")));
    };
    const form = new FormData();
    form.append("id", id);
    form.append("file", file, file.name);
    request.send(form);
  });
}

export async function sendFile(
  id: string,
  file: File,
  tokens: Tokens,
  onProgress: (part: number) => void,
): Promise<Evidence> {
  try {
    return await post(id, file, tokens.token(), onProgress);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    try {
      return await post(id, file, await tokens.renew(), onProgress);
    } catch (again) {
      throw again instanceof ApiError && again.status === 401 ? new Expired() : again;
    }
  }
}
