import { shelf } from "../shelf";

/** Small things that one desk remembers, such as whether it is muted. */
export const prefs = {
  get: (name: string): string | null => shelf.getItem(`qinqin.desk.${name}`),
  set(name: string, value: string): void {
    try {
      shelf.setItem(`qinqin.desk.${name}`, value);
    } catch {
      // Full storage: forgotten with the page.
    }
  },
};
