import { Modal } from "antd";
import { keysHelp as words } from "../texts";

export function KeysHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal title={words.heading} open={open} onCancel={onClose} footer={null} width={420}>
      <dl className="Keys">
        {words.list.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="Quiet">{words.more}</p>
    </Modal>
  );
}
