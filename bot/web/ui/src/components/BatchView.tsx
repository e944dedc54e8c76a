import { Icon } from "@chatui/core/es/components/Icon";
import { Progress } from "@chatui/core/es/components/Progress";
import { useState } from "react";
import { useController } from "../context";
import { media as words } from "../texts";
import type { Batch, Upload } from "../upload";

export function BatchView({ batch }: { batch: Batch }) {
  return (
    <article className="Row" data-from="buyer" data-pending>
      <div className="Row-main">
        <div className="Evidence" data-count={Math.min(batch.uploads.length, 3)}>
          {batch.uploads.map((upload) => (
            <UploadView key={upload.id} batch={batch.id} upload={upload} />
          ))}
        </div>
        {batch.uploads
          .filter((upload) => upload.state === "failed")
          .map((upload) => (
            <p key={upload.id} className="Row-state" data-failed data-note role="alert">
              <Icon type="warning-circle-fill" />
              <span>{upload.error}</span>
            </p>
          ))}
      </div>
    </article>
  );
}

function UploadView({ batch, upload }: { batch: string; upload: Upload }) {
  const controller = useController();
  // Not every picture can be shown by the browser that sends it.
  const [bare, setBare] = useState(false);
  const percent = Math.round(upload.progress * 100);
  const failed = upload.state === "failed";
  return (
    <div className="Thumb" data-state={upload.state}>
      {upload.preview && upload.kind === "picture" && !bare && (
        <img src={upload.preview} alt={upload.name} onError={() => setBare(true)} />
      )}
      {upload.preview && upload.kind === "video" && <video src={upload.preview} muted playsInline preload="metadata" />}
      {(upload.state === "sending" || upload.state === "waiting") && (
        <div className="Thumb-veil">
          <span aria-hidden="true">{upload.state === "waiting" ? words.waiting : `${percent}%`}</span>
          <div role="group" aria-label={words.uploading(upload.name, percent)}>
            <Progress value={percent} />
          </div>
        </div>
      )}
      {upload.state === "done" && (
        <span className="Thumb-done">
          <Icon type="check" />
        </span>
      )}
      {failed && (
        <div className="Thumb-veil">
          {upload.retryable && (
            <button type="button" onClick={() => controller.reupload(batch, upload.id)}>
              <Icon type="retry" />
              {words.retry}
            </button>
          )}
          <button type="button" onClick={() => controller.unattach(batch, upload.id)}>
            <Icon type="close" />
            {words.remove}
          </button>
        </div>
      )}
    </div>
  );
}
