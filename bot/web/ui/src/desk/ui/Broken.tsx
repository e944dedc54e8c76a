import { Button } from "antd";
import { useEffect, useState } from "react";
import { useDesk, useDeskState } from "../context";
import { shell } from "../texts";

const PATIENCE = 2500;

/** The bar that tells of a lost line; a hiccup that mends itself is not worth a word. */
export function Broken() {
  const desk = useDesk();
  const lost = useDeskState((state) => state.link === "lost");
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!lost) return setShown(false);
    const timer = setTimeout(() => setShown(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [lost]);
  if (!shown) return null;
  return (
    <div className="Broken" role="alert">
      {shell.lost}
      <Button size="small" onClick={desk.reconnect}>
        {shell.retry}
      </Button>
    </div>
  );
}
