import { Button, Empty } from "antd";
import { useState } from "react";
import { reports as words } from "../../texts";
import { Chart } from "./Chart";
import type { Option } from "./options";

export interface Grid {
  head: string[];
  rows: (string | number)[][];
}

interface Props {
  title: string;
  option: Option;
  grid: Grid;
  wide?: boolean;
}

const ROW = 30;

/** A chart with its numbers as a table, one at a time on screen; a screen reader always gets the table. */
export function Panel({ title, option, grid, wide }: Props) {
  const [table, setTable] = useState(false);
  const flat = !Array.isArray(option.yAxis) && option.yAxis?.type === "category";
  return (
    <section className="Card Panel" data-wide={wide || undefined} aria-label={title}>
      <h2>
        {title}
        {grid.rows.length > 0 && (
          <Button size="small" type="text" aria-hidden="true" tabIndex={-1} onClick={() => setTable(!table)}>
            {table ? words.chart : words.table}
          </Button>
        )}
      </h2>
      {grid.rows.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.empty} />
      ) : (
        <>
          {!table && (
            <Chart option={option} height={flat ? Math.max(160, Math.min(grid.rows.length, 8) * ROW + 40) : 260} />
          )}
          <div className={table ? "Panel-table" : "SrOnly"}>
            <table className="Plain">
              <caption className="SrOnly">{title}</caption>
              <thead>
                <tr>
                  {grid.head.map((name) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {grid.rows.map((row) => (
                  <tr key={row[0]}>
                    <th scope="row">{row[0]}</th>
                    {row.slice(1).map((cell, index) => (
                      <td key={index}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
