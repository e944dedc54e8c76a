import { prefs } from "./prefs";
import { Store } from "./store";

let context: AudioContext | null = null;

/** Browsers let a page sound only after it was touched. */
export function unlock(): void {
  context ??= new AudioContext();
  if (context.state === "suspended") void context.resume();
}

class Sound extends Store<{ muted: boolean }> {
  constructor() {
    super({ muted: prefs.get("muted") === "1" });
  }

  mute(muted: boolean): void {
    prefs.set("muted", muted ? "1" : "0");
    this.set({ muted });
    if (!muted) this.play("words");
  }

  /** Two notes up for somebody new, one short one for new words. */
  play(kind: "waiting" | "words"): void {
    if (this.get().muted || context?.state !== "running") return;
    const notes = kind === "waiting" ? [660, 880] : [740];
    notes.forEach((pitch, index) => note(context!, pitch, context!.currentTime + index * 0.14));
  }
}

function note(on: AudioContext, pitch: number, at: number): void {
  const tone = on.createOscillator();
  const volume = on.createGain();
  tone.type = "sine";
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.12, at + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.18);
  tone.connect(volume).connect(on.destination);
  tone.start(at);
  tone.stop(at + 0.2);
}

export const sound = new Sound();
