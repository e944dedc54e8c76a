import { createContext, useContext, useSyncExternalStore } from "react";
import type { Desk, DeskState } from "./desk";
import { parseHash, type Route } from "./routes";
import { useStore } from "./store";
import type { Me } from "./wire/people";

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("outside of the desk");
  return desk;
}

export function useDeskState<P>(pick: (state: DeskState) => P): P {
  return useStore(useDesk(), pick);
}

/** Who is signed in; only for what is shown to somebody signed in. */
export function useMe(): Me {
  return useDeskState((state) => state.me)!;
}

function heard(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}

export function useRoute(): Route {
  return parseHash(useSyncExternalStore(heard, () => location.hash));
}

export function useMedia(query: string): boolean {
  const media = matchMedia(query);
  return useSyncExternalStore(
    (listener) => {
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => media.matches,
  );
}
