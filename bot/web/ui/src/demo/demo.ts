import "../styles/base.css";
import "./demo.css";
import { demo, symbols } from "../texts";

interface Buyer {
  id: string;
  name: string;
  orders: number;
}

const CHOSEN = "qinqin.demo.buyer";

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

async function tokenOf(buyer: string): Promise<string> {
  const response = await fetch("/demo/token", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ buyer_id: buyer }),
  });
  if (!response.ok) throw new Error(String(response.status));
  return ((await response.json()) as { token: string }).token;
}

function widgetScript(token: string): void {
  const script = document.createElement("script");
  script.src = "/widget.js";
  script.dataset.token = token;
  document.body.append(script);
}

function shop(select: HTMLSelectElement): Node[] {
  const ask = make("button", "Ask", demo.ask);
  ask.type = "button";
  ask.onclick = () => window.qinqin?.open?.();
  return [
    make(
      "header",
      "Top",
      make("div", "Top-name", make("h1", "", demo.shop), make("p", "", demo.slogan)),
      make("label", "Top-buyer", make("span", "", demo.buyer), select),
    ),
    make(
      "section",
      "Hero",
      make("h2", "", demo.hero),
      make("p", "", demo.heroMore),
      ask,
      make("ul", "Promises", ...demo.promises.map((promise) => make("li", "", promise))),
    ),
    make("h2", "Section", demo.section),
    make(
      "ul",
      "Tiles",
      ...demo.products.map((product) => {
        const art = make("div", "Art", make("i", ""));
        art.dataset.art = product.art;
        art.setAttribute("aria-hidden", "true");
        return make(
          "li",
          "Tile",
          art,
          make("h3", "", product.name),
          make("p", "", product.spec),
          make(
            "div",
            "Tile-foot",
            make("strong", "", make("small", "", symbols.yen), product.price),
            make("span", "", demo.sold(product.sold)),
          ),
        );
      }),
    ),
    make("footer", "Foot", demo.footer),
  ];
}

async function start(): Promise<void> {
  const select = make("select", "");
  const page = document.getElementById("shop")!;
  page.replaceChildren(...shop(select));
  try {
    const response = await fetch("/demo/buyers");
    if (!response.ok) throw new Error(String(response.status));
    const { buyers } = (await response.json()) as { buyers: Buyer[] };
    for (const buyer of buyers) {
      select.append(new Option(`${buyer.name}${symbols.dot}${demo.orders(buyer.orders)}`, buyer.id));
    }
    const chosen = sessionStorage.getItem(CHOSEN);
    if (chosen && buyers.some((buyer) => buyer.id === chosen)) select.value = chosen;
    select.onchange = async () => {
      sessionStorage.setItem(CHOSEN, select.value);
      window.qinqin?.token?.(await tokenOf(select.value));
    };
    window.qinqin = { ...window.qinqin, onExpired: () => tokenOf(select.value) };
    widgetScript(await tokenOf(select.value));
  } catch {
    const trouble = make("p", "Trouble", demo.trouble);
    trouble.setAttribute("role", "alert");
    page.prepend(trouble);
  }
}

void start();
