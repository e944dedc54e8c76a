import { theme, type ThemeConfig } from "antd";

/** The kit's colours are those of palette.css, read anew for light and dark. */
export function themeOf(dark: boolean): ThemeConfig {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim() || undefined;
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: colour("brand"),
      colorInfo: colour("brand"),
      colorLink: colour("brand-ink"),
      colorError: colour("bad"),
      colorText: colour("text"),
      colorTextSecondary: colour("text-2"),
      colorTextDescription: colour("text-2"),
      colorTextPlaceholder: colour("text-2"),
      colorBgBase: colour("surface"),
      colorBgContainer: colour("surface"),
      colorBgElevated: colour("raised"),
      colorBgLayout: colour("bg"),
      colorBorder: colour("line-2"),
      colorBorderSecondary: colour("line"),
      colorErrorText: colour("bad"),
      fontFamily: "inherit",
      fontSize: 14,
      borderRadius: 8,
      controlHeight: 32,
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.16s",
    },
    components: {
      // On dark the red is light, and wants dark words on it.
      Button: dark ? { dangerColor: colour("bad-tint") } : {},
      Dropdown: { colorPrimary: colour("brand-ink"), controlItemBgActive: colour("tint") },
      Tabs: {
        itemSelectedColor: colour("brand-ink"),
        itemHoverColor: colour("brand-ink"),
        inkBarColor: colour("brand-ink"),
        horizontalItemGutter: 18,
        horizontalMargin: "0",
      },
    },
  };
}
