// The icons, as symbols named the way ChatUI's Icon looks them up.
const stroke = {
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 1.7,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;

const lines: Record<string, string> = {
  headset:
    "M4 14v-2a8 8 0 0 1 16 0v2M4 14v2.5A1.5 1.5 0 0 0 5.5 18H7v-6H4.5M20 14v2.5a1.5 1.5 0 0 1-1.5 1.5H17v-6h2.5M19.5 17.5c0 2-2 3.3-5 3.5",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  camera:
    "M4 8.5A1.5 1.5 0 0 1 5.5 7H8l1.5-2h5L16 7h2.5A1.5 1.5 0 0 1 20 8.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5zM15.5 13a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0z",
  image:
    "M4 6.5A1.5 1.5 0 0 1 5.5 5h13A1.5 1.5 0 0 1 20 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5zM4 16l4.5-4.5 4 4L15 13l5 4.5M15.5 9.2h.01",
  video:
    "M4 7.5A1.5 1.5 0 0 1 5.5 6h8A1.5 1.5 0 0 1 15 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 4 16.5zM15 11l5-3v8l-5-3",
  order: "M6 4h12v16l-2.5-1.5L13.7 20 12 18.5 10.3 20l-1.8-1.5L6 20zM9 8.5h6M9 12h6",
  ticket: "M5 4h10l4 4v12H5zM15 4v4h4M8.5 12.5l2 2 4-4",
  star: "M12 4.5l2.3 4.7 5.2.700-3.8 3.6.900 5.1L12 16.2l-4.6 2.4.900-5.1-3.8-3.6 5.2-.7z",
  check: "M5 12.5l4.5 4.5L19 7.5",
  retry: "M19 12a7 7 0 1 1-2-4.9M19 4v4h-4",
  down: "M6 9.5l6 6 6-6",
  right: "M9.5 6l6 6-6 6",
  clock: "M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0zM12 7.5V12l3 2",
  spinner: "M12 4a8 8 0 1 0 8 8",
  bot: "M7 8h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2zM12 8V5M9.3 12.5v1M14.7 12.5v1M3 12.5v2M21 12.5v2",
  person: "M15.5 8.5a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zM5 19.5c.8-3.5 3.6-5 7-5s6.2 1.5 7 5",
};

const shapes: Record<string, string> = {
  "star-fill": lines.star!,
  play: "M8 5.5v13l11-6.5z",
  "check-circle-fill": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm-1.3 12.7L7 12l1.3-1.3 2.4 2.4 5-5L17 9.4z",
  "warning-circle-fill": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm-1 4.5h2v6h-2zm0 7.5h2v2h-2z",
  "dash-circle-fill": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm-4 8h8v2H8z",
};

export function Sprite() {
  return (
    <svg className="SrOnly" aria-hidden="true" focusable="false">
      {Object.entries(lines).map(([name, d]) => (
        <symbol key={name} id={`icon-${name}`} viewBox="0 0 24 24">
          <path d={d} {...stroke} />
        </symbol>
      ))}
      {Object.entries(shapes).map(([name, d]) => (
        <symbol key={name} id={`icon-${name}`} viewBox="0 0 24 24">
          <path d={d} fill="currentColor" fillRule="evenodd" />
        </symbol>
      ))}
    </svg>
  );
}
