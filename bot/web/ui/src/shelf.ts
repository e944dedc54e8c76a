import type { Shelf } from "./outbox";

// localStorage, or nothing where the browser forbids it to a page inside another site's page.
function found(): Shelf {
  try {
    const key = "qinqin.try";
    localStorage.setItem(key, "1");
    localStorage.removeItem(key);
    return localStorage;
  } catch {
    const memory = new Map<string, string>();
    return { getItem: (key) => memory.get(key) ?? null, setItem: (key, value) => void memory.set(key, value) };
  }
}

export const shelf: Shelf = found();
