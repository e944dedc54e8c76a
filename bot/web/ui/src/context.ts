import { createContext, useContext, useSyncExternalStore } from "react";
import type { Controller } from "./controller";
import type { State } from "./state";

export const ControllerContext = createContext<Controller | null>(null);

export function useController(): Controller {
  const controller = useContext(ControllerContext);
  if (!controller) throw new Error("outside of the window");
  return controller;
}

export function useChat(): State {
  const controller = useController();
  return useSyncExternalStore(controller.subscribe, controller.snapshot);
}
