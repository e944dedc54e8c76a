// In a constructed sheet inside a shadow root: the host page's styles and its CSP leave it alone.
export const css = `
:host { all: initial; }
.launcher {
  position: fixed; right: 20px; bottom: calc(20px + env(safe-area-inset-bottom)); z-index: 2147483000;
  width: 56px; height: 56px; padding: 0; border: 0; border-radius: 50%; cursor: pointer;
  display: grid; place-items: center; background: #d23c08; color: #fff;
  box-shadow: 0 6px 20px rgba(120, 36, 4, .35); -webkit-tap-highlight-color: transparent;
}
.launcher:focus-visible { outline: 3px solid #d23c08; outline-offset: 3px; }
.launcher svg { width: 28px; height: 28px; }
.badge {
  position: absolute; top: -3px; right: -3px; min-width: 20px; height: 20px; padding: 0 5px; box-sizing: border-box;
  border: 2px solid #fff; border-radius: 10px; background: #c02413; color: #fff;
  font: 600 11px/16px system-ui, sans-serif; text-align: center;
}
.badge[hidden], .panel[hidden], .launcher[hidden] { display: none; }
.panel {
  position: fixed; right: 20px; bottom: 88px; z-index: 2147483000; box-sizing: border-box;
  width: 400px; height: min(680px, calc(100vh - 108px)); overflow: hidden;
  border: 1px solid rgba(128, 128, 128, .22); border-radius: 18px; background: #f4f5f7;
  box-shadow: 0 18px 50px rgba(20, 24, 32, .22); animation: rise .18s ease-out;
}
.panel iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: light dark; }
@keyframes rise { from { opacity: 0; transform: translateY(12px); } }
@media (prefers-color-scheme: dark) { .panel { background: #121418; } .badge { border-color: #121418; } }
@media (prefers-reduced-motion: reduce) { .panel { animation: none; } }
@media (max-width: 479px) {
  .panel { inset: 0; width: 100%; height: 100vh; height: 100dvh; border: 0; border-radius: 0; }
  .launcher[aria-expanded="true"] { display: none; }
}
`;
