import { rating as words } from "../texts";
import { RatingForm } from "./RatingForm";
import { Sheet } from "./Sheet";

export function RatingSheet({ onClose, leaving = false }: { onClose: () => void; leaving?: boolean }) {
  return (
    <Sheet title={words.title} onClose={onClose}>
      <RatingForm onDone={onClose} />
      {leaving && (
        <button type="button" className="Link" onClick={onClose}>
          {words.skip}
        </button>
      )}
    </Sheet>
  );
}
