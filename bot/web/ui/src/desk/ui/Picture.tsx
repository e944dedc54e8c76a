import { PictureOutlined, PlayCircleFilled } from "@ant-design/icons";
import { useState } from "react";
import type { Evidence } from "../../api";
import { links } from "../api";
import { evidence as words } from "../texts";

interface Props {
  item: Evidence;
  buyer: string;
  index: number;
  onOpen: () => void;
}

export function Picture({ item, buyer, index, onOpen }: Props) {
  const [bad, setBad] = useState(false);
  return (
    <button
      type="button"
      className="Picture"
      style={{ aspectRatio: ratio(item) }}
      aria-label={`${words[item.kind]}，${words.open(index)}`}
      onClick={onOpen}
    >
      {bad ? (
        <span className="Picture-bad">
          <PictureOutlined aria-hidden />
          {words.missing}
        </span>
      ) : item.kind === "video" ? (
        <>
          <video src={links.evidence(item.id, buyer)} preload="metadata" muted onError={() => setBad(true)} />
          <PlayCircleFilled aria-hidden />
        </>
      ) : (
        <img src={links.evidence(item.id, buyer, true)} alt="" loading="lazy" onError={() => setBad(true)} />
      )}
    </button>
  );
}

/** Its own shape within reason, so that the talk does not jump when it has loaded. */
function ratio({ width, height }: Evidence): number {
  return width && height ? Math.min(Math.max(width / height, 0.6), 1.8) : 1;
}
