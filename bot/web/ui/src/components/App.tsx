import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { Bridge } from "../bridge";
import { ControllerContext } from "../context";
import { Controller } from "../controller";
import { link } from "../texts";
import { ChatWindow } from "./ChatWindow";
import { Sprite } from "./Sprite";

export function App({ bridge }: { bridge: Bridge }) {
  const { buyer, embedded } = useSyncExternalStore(bridge.subscribe, bridge.snapshot);
  return (
    <>
      <Sprite />
      {buyer === null ? (
        <p className="Outside" role="status">
          {embedded ? link.opening : link.outside}
        </p>
      ) : (
        <Session key={buyer} bridge={bridge} buyer={buyer} />
      )}
    </>
  );
}

function Session({ bridge, buyer }: { bridge: Bridge; buyer: string }) {
  const { token } = useSyncExternalStore(bridge.subscribe, bridge.snapshot);
  const controller = useMemo(
    () => new Controller(bridge, buyer, (count) => bridge.say({ qinqin: "unread", count })),
    [bridge, buyer],
  );
  useEffect(() => {
    controller.start();
    return () => controller.stop();
  }, [controller]);
  useEffect(() => {
    if (controller.state.link === "expired" || controller.state.expired) controller.retry();
  }, [controller, token]);
  return (
    <ControllerContext value={controller}>
      <ChatWindow bridge={bridge} />
    </ControllerContext>
  );
}
