import { grams } from "../../money";
import { cases as words, units } from "../../texts";
import type { Weights } from "../../wire/side";

/** Is there anything to compare? */
export function weighed({ expected_g, packed_g, courier_g }: Weights): boolean {
  return [expected_g, packed_g, courier_g].some((weight) => weight !== null);
}

/** What should have been in the parcel against what two scales said; the line is the least that still passes. */
export function WeightsView({ weights }: { weights: Weights }) {
  const { expected_g, packed_g, courier_g, shortfall_g, tolerance_g } = weights;
  const rows: [string, number | null][] = [
    [words.expected, expected_g],
    [words.packed, packed_g],
    [words.courier, courier_g],
  ];
  const most = Math.max(...rows.map(([, weight]) => weight ?? 0), 1);
  const least = expected_g !== null && tolerance_g !== null ? Math.max(expected_g - tolerance_g, 0) : null;
  const short = shortfall_g !== null && shortfall_g > (tolerance_g ?? 0);
  const share = (weight: number) => `${(100 * weight) / most}%`;
  return (
    <div className="Weights">
      <h3>{words.weights}</h3>
      <table>
        <tbody>
          {rows.map(([name, weight]) => {
            const low = expected_g !== null && weight !== null && expected_g - weight > (tolerance_g ?? 0);
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="Weights-bar" aria-hidden="true">
                  <span>
                    {weight !== null && <i data-low={low || undefined} style={{ width: share(weight) }} />}
                    {least !== null && <s style={{ left: share(least) }} />}
                  </span>
                </td>
                <td>{grams(weight)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p data-short={short || undefined}>
        {weights.finding}
        <span className="Quiet">
          {[
            shortfall_g !== null && words.shortfall(grams(shortfall_g)),
            tolerance_g !== null && words.tolerance(grams(tolerance_g)),
          ]
            .filter(Boolean)
            .join(units.dot)}
        </span>
      </p>
    </div>
  );
}
