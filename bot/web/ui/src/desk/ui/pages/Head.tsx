/** The head of a page: what it is, a word on it, what can be done. */
export function Head({ title, lead, children }: { title: string; lead?: string; children?: React.ReactNode }) {
  return (
    <header className="Page-head">
      <div>
        <h1>{title}</h1>
        {lead && <p className="Quiet">{lead}</p>}
      </div>
      {children && <div className="Page-actions">{children}</div>}
    </header>
  );
}
