import type { BarSeriesOption, LineSeriesOption } from "echarts/charts";
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";

export type Option = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption
>;

export interface Look {
  colours: string[];
  text: string;
  line: string;
  surface: string;
  font: string;
}

// Apart from each other also for eyes that tell red and green badly.
const LIGHT = ["#1f5fc4", "#e08a1e", "#2a9d74", "#b4457a", "#6f5bb8", "#4aa3c7", "#8a6d3b", "#7b8794"];
const DARK = ["#6fa5ff", "#f0ad4e", "#5cc79c", "#e07fae", "#a895ee", "#78c5e3", "#c2a26b", "#9aa5b1"];

export function palette(dark: boolean): Look {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    colours: dark ? DARK : LIGHT,
    text: colour("text-2"),
    line: colour("line"),
    surface: colour("surface"),
    // By name: what is measured before it is drawn knows nothing of inheriting.
    font: getComputedStyle(document.body).fontFamily,
  };
}

/** 2026-06-18 ▸ 6/18 */
export function tidyDay(day: string): string {
  const [, month, date] = day.split("-");
  return `${Number(month)}/${Number(date)}`;
}

const LETTER = 12;
const WIDEST = 150;

function base(look: Look): Option {
  return {
    color: look.colours,
    animationDuration: 250,
    textStyle: { fontFamily: look.font, color: look.text },
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "shadow" },
      backgroundColor: look.surface,
      borderColor: look.line,
      textStyle: { color: look.text, fontSize: 13 },
      confine: true,
    },
  };
}

export function stacked(look: Look, days: string[], series: { name: string; data: number[] }[], stack = true): Option {
  return {
    ...base(look),
    legend: { bottom: 0, type: "scroll", itemWidth: 10, itemHeight: 10, textStyle: { color: look.text } },
    grid: { left: 8, right: 12, top: 14, bottom: 36, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: {
      type: "category",
      data: days,
      axisLabel: { color: look.text },
      axisLine: { lineStyle: { color: look.line } },
      axisTick: { show: false },
    },
    yAxis: {
      type: "value",
      minInterval: 1,
      axisLabel: { color: look.text },
      splitLine: { lineStyle: { color: look.line } },
    },
    series: series.map((each) => ({
      type: "bar" as const,
      stack: stack ? "all" : undefined,
      barMaxWidth: stack ? 36 : 16,
      ...each,
    })),
  };
}

/** Flat bars, the largest on top; long names are cut, the whole stands in the tooltip. */
export function bars(look: Look, names: string[], values: number[], unit = ""): Option {
  const longest = names.reduce((most, name) => Math.max(most, name.length), 0);
  const room = Math.min(longest * LETTER + 12, WIDEST);
  return {
    ...base(look),
    grid: { left: room, right: 72, top: 4, bottom: 4, outerBoundsMode: "none" },
    xAxis: { type: "value", show: false },
    yAxis: {
      type: "category",
      inverse: true,
      data: names,
      axisLabel: { color: look.text, width: room - 10, overflow: "truncate" },
      axisLine: { show: false },
      axisTick: { show: false },
    },
    series: [
      {
        type: "bar",
        data: values,
        barMaxWidth: 14,
        itemStyle: { borderRadius: 3 },
        label: { show: true, position: "right", color: look.text, formatter: `{c}${unit && ` ${unit}`}` },
      },
    ],
  };
}
