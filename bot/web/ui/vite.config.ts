import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { page as desk } from "./src/desk/texts.ts";
import { pages } from "./src/texts.ts";

// Fills {{title}} and {{noscript}} of the pages, so that every Chinese sentence stays in texts.ts.
const fill: Plugin = {
  name: "fill-page-texts",
  transformIndexHtml(html, { path }) {
    const page = path.includes("desk") ? desk : path.includes("demo") ? pages.demo : pages.window;
    return html.replace("{{title}}", page.title).replace("{{noscript}}", page.noscript);
  },
};

const target = ["chrome92", "safari15.4", "firefox98"];

// Host pages may be in another encoding than UTF-8, and the script tag says nothing of it.
const ascii: Plugin = {
  name: "ascii-only",
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== "chunk") continue;
      file.code = file.code.replace(/[^\0-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
    }
  },
};

const buyers: Record<string, string> = { window: "index.html", demo: "demo.html" };
const agents: Record<string, string> = { desk: "desk.html" };

// `vite build` makes the pages with hashed assets; `vite build --mode desk` adds the agents' page, apart, so that none
// of it gets into the files that a buyer loads; `vite build --mode widget` adds the one classic script that host pages
// load by its plain name.
export default defineConfig(({ mode }) =>
  mode === "widget"
    ? {
        publicDir: false,
        plugins: [ascii],
        build: {
          target,
          emptyOutDir: false,
          lib: { entry: "src/widget/widget.ts", name: "qinqinWidget", formats: ["iife"], fileName: () => "widget.js" },
        },
      }
    : {
        plugins: [react(), fill],
        build: {
          target,
          modulePreload: { polyfill: false },
          assetsInlineLimit: 0,
          emptyOutDir: mode !== "desk",
          // Charts are this large, and load only with the page that shows them.
          chunkSizeWarningLimit: 700,
          rollupOptions: { input: mode === "desk" ? agents : buyers },
        },
        test: { include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"] },
      },
);
