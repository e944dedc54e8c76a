import { useCallback, useEffect, useState } from "react";
import { wordsOf } from "./words";

export interface Loaded<T> {
  value: T | null;
  trouble: string | null;
  loading: boolean;
  again: () => void;
  /** Puts in what is known already, without asking. */
  put: (value: T) => void;
}

/** What a page shows: asked for when it opens or `ask` changes. `ask` must be kept by useCallback. */
export function useLoaded<T>(ask: () => Promise<T>): Loaded<T> {
  const [value, put] = useState<T | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [loading, setLoading] = useState(true);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let current = true;
    setLoading(true);
    setTrouble(null);
    ask()
      .then(
        (found) => current && put(() => found),
        (error: unknown) => current && setTrouble(wordsOf(error)),
      )
      .finally(() => current && setLoading(false));
    return () => {
      current = false;
    };
  }, [ask, turn]);
  const again = useCallback(() => setTurn((count) => count + 1), []);
  return { value, trouble, loading, again, put };
}
