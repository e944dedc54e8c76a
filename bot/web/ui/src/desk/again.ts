/** Runs `work` one at a time, not more often than every `gap` ms; asked while it runs, it runs once more afterwards. */
export function coalesced(work: () => Promise<void>, gap = 0): () => Promise<void> {
  let running: Promise<void> | null = null;
  let wanted = false;
  let last = -Infinity;
  const run = async () => {
    do {
      wanted = false;
      const wait = last + gap - Date.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      last = Date.now();
      await work().catch(() => {});
    } while (wanted);
    running = null;
  };
  return () => {
    if (running) wanted = true;
    return (running ??= run());
  };
}
