// Every Chinese sentence of the desk. Kept in one place for the people who write them.
import type { Page } from "./routes";
import type { Mode, Presence, Role } from "./wire/people";
import type { Priority, View } from "./wire/queue";
import type { Finding } from "./wire/side";
import type { Draft } from "./wire/talk";

export const page = { title: "亲亲售后 · 工作台", noscript: "请打开浏览器的 JavaScript，再进工作台。" };

export const title = (waiting: number) => (waiting ? `(${waiting}) 工作台` : "工作台");

export const units = {
  yen: "¥",
  gram: "克",
  none: "—",
  dot: " · ",
  ellipsis: "…",
  times: (count: number) => `×${count}`,
};

export const due = {
  hours: (count: number) => `${count} 小时`,
  days: (count: number) => `${count} 天`,
  minutes: (count: number) => `${count} 分钟`,
  seconds: (count: number) => `${count} 秒`,
  past: (length: string) => `超 ${length}`,
  label: (title: string, length: string) => `${title}，${length}`,
  left: (title: string) => `${title}：还剩`,
};

export const trouble: Record<string, string> = {
  unreachable: "连不上服务器，看看网络，再试一次",
  unauthorized: "登录过期了，请重新登录",
  forbidden: "这一步您的账号没有权限，要主管或店主来办",
  not_found: "没找到，可能已经删了",
  changed: "对话刚有变化，已经给您换成最新的",
  too_many: "点得太快了，歇几秒再来",
  trouble: "没办成，稍等一下再试",
};

export const signIn = {
  brand: "亲亲售后",
  heading: "客服工作台",
  name: "账号",
  password: "密码",
  submit: "登录",
  wrong: "账号或密码不对",
  locked: (when: string) => `试的次数太多了，${when} 以后再登`,
  need: "请填写",
  expired: "登录过期了，登上来接着刚才的办",
};

export const rail: Record<Page, string> = {
  talks: "对话",
  reports: "报表",
  proposals: "话术提案",
  team: "团队",
  audit: "审计",
  paste: "粘贴助手",
};

export const roles: Record<Role, string> = { agent: "客服", lead: "主管", owner: "店主" };

export const shell = {
  nav: "工作台页面",
  search: "搜买家、订单、聊天",
  keys: "快捷键",
  mute: "关掉提示音",
  unmute: "打开提示音",
  presence: { here: "在岗", away: "离开" } satisfies Record<Presence, string>,
  presenceLabel: "我的状态",
  account: (name: string) => `${name} 的账号`,
  password: "改密码",
  signOut: "退出登录",
  opening: "正在打开工作台…",
  lost: "和服务器断开了，正在重连。您写的话都留着，连上就发",
  back: "连上了",
  retry: "再试一次",
  close: "关闭",
  cancel: "取消",
  hours: (hours: string) => `人工时间 ${hours}`,
  forbidden: "这一页要主管或店主的账号才能看",
  forbiddenMore: "要用的话，请店主在“团队”里给您改一下角色。",
  failed: "没读出来",
  skip: "去对话",
};

export const mishap = {
  title: "这一块出了点问题",
  more: "写好的话还在。点一下重新打开，还不行就刷新页面。",
  again: "重新打开",
};

export const password = {
  old: "现在的密码",
  next: "新密码",
  again: "新密码再输一遍",
  rule: "至少 10 位",
  differ: "两次输的不一样",
  done: "密码改好了，请用新密码再登一次",
};

export const mode = {
  label: "机器人",
  names: { answers: "机器人自己答", drafts: "机器人只拟稿", off: "机器人停用" } satisfies Record<Mode, string>,
  means: {
    answers: "买家来了机器人先接，按条款能办的当场办完，办不了的才转给人。",
    drafts: "机器人一句也不发给买家，只替您拟好稿。每位买家都要人来回，请先确认在岗的人够。",
    off: "机器人不答也不拟稿，每位买家都要人从头接。只在机器人答错、要马上叫停的时候用。",
  } satisfies Record<Mode, string>,
  confirm: (name: string) => `全店换成“${name}”？`,
  scope: "马上对全店所有对话生效，操作会记进审计。",
  yes: "换",
  done: (name: string) => `已换成“${name}”`,
};

export const views: Record<View, string> = { waiting: "等人", mine: "我的", others: "同事", tasks: "留言", all: "全部" };

export const priorities: Record<Priority, string> = { urgent: "急", soon: "优先", normal: "" };

export const queue = {
  heading: "对话列表",
  views: "分组",
  empty: {
    waiting: ["没人在等", "都接住了，喝口水。"],
    mine: ["您手上没有对话", "去“等人”里接一个，按 t 接最急的。"],
    others: ["同事手上没有对话", "大家都空着。"],
    tasks: ["没有留言", "下班时间的留言会排在这里。"],
    all: ["还没有对话", "买家一开口就会出现在这里。"],
  } satisfies Record<View, [string, string]>,
  task: "留言",
  waits: "买家在等回话",
  takeNext: "接最急的",
  from: { buyer: "", bot: "机器人：", agent: "客服：", notice: "" },
  withAgent: (name: string) => `${name} 在接`,
  withBot: "机器人在接",
  notChat: "不在聊天窗口",
  newWaiting: (count: number) => `有 ${count} 位买家在等人`,
  newWords: (buyer: string, text: string) => `${buyer} 说：${text}`,
};

export const incident = {
  head: (product: string, minutes: number, buyers: number, issue: string) =>
    `${product} ${minutes} 分钟内 ${buyers} 位买家反映${issue}`,
  orders: (count: number) => `${count} 个订单`,
  fold: "收起",
  unfold: "看看",
  reply: "统一答复",
  none: "主管还没定统一的说法。先别各说各的，跟买家说正在核实、几点前回。",
  insert: "用到当前对话",
  write: "写统一答复",
  edit: "改统一答复",
  placeholder: "写给买家看的话：出了什么事、怎么办、几点前有结果",
  approve: "定下来，大家都能用",
  approved: "定好了，同事已经能用",
};

export const talk = {
  none: "选一个对话开始",
  noneMore: "j、k 上下挑，回车打开，t 接最急的一个",
  take: "接手",
  takeOver: "接过来",
  takeOverAsk: (name: string) => `${name} 正在接，真要接过来？`,
  takeOverMore: "接过来以后那边就发不了话了，最好先跟他说一声。",
  handOn: "转给同事",
  more: "更多",
  giveBack: "交还机器人",
  close: "结束",
  mine: "您在接",
  other: (name: string) => `${name} 在接`,
  watching: "旁观：只能看，不能发",
  takeFirst: "接手以后才能回复",
  queued: "在排队等人",
  bot: "机器人在接",
  since: (when: string) => `${when} 接的`,
  rated: (stars: number) => `买家评了 ${stars} 星`,
  changed: (who: string | null) => (who ? `手慢了一步，${who} 已经接了` : trouble.changed!),
  taken: "接过来了",
  handed: (who: string) => `转给 ${who} 了`,
  requeued: "放回排队了",
  returned: "交还给机器人了",
  closed: "结束了",
  history: "聊天记录",
  older: "正在加载更早的…",
  olderFailed: "更早的没读出来，点这里再试",
  start: "聊天从这里开始",
  fresh: (count: number) => `${count} 条新消息`,
  bottom: "回到最新",
  typing: (name: string) => `${name} 正在输入`,
  says: (name: string, text: string) => `${name}：${text}`,
  buyer: "买家",
  botName: "小亲",
  botTag: "机器人",
  agent: "客服",
  me: "我",
  buttons: "给买家的选项",
  side: "资料",
  hideSide: "收起资料",
  sending: "发送中",
  waiting: "等网络恢复",
  failed: "没发出去",
  retry: "重发",
  takeBack: "拿回来改",
  drop: "不发了",
  pictures: (count: number) => `发来 ${count} 张图片`,
};

export const brief = {
  heading: "转人工",
  due: (when: string) => `${when} 前要回`,
  matter: "要什么",
  facts: "已知",
  missing: "还缺",
  said: "原话",
  advice: "依据",
  fold: "收起",
  unfold: "展开",
};

export const handOn = {
  to: "转给谁",
  back: "放回排队",
  backMore: "谁有空谁接",
  note: "跟接的人交代一句",
  notePlaceholder: "卡在哪、答应了买家什么、几点前回",
  submit: "转",
  load: (count: number) => `手上 ${count} 个`,
  offline: "没登录",
  nobody: "现在没有别的同事，只能放回排队。",
};

export const closing = { reason: "为什么结束", note: "备注（选填）", submit: "结束对话", need: "选一个原因" };

export const giving = {
  ask: "交还给机器人？",
  more: "机器人接着回这位买家，办不了会再转出来。",
  yes: "交还",
};

export const composer = {
  label: "回复买家",
  placeholder: "回车发送，Shift+回车换行，打 / 找话术",
  send: "发送",
  long: (count: number) => `超出 ${count} 字`,
  fromDraft: "改自机器人的稿",
  forget: "不算它的",
  scripts: "话术",
  noScripts: "没有对得上的话术，换个词试试",
  heedFirst: "先看一下下面的提醒",
  backHere: (buyer: string) => `给 ${buyer} 的话有地方要核对，先放回输入框了`,
};

export const draft = {
  heading: "机器人拟的",
  asIs: "照发",
  edit: "改一改",
  ignore: "不用",
  overtaken: "买家后来又说了话，先看完再发",
  by: (clause: string) => `依据：${clause}`,
  outcomes: { sent: "照发", edited: "改后发", ignored: "没用", outdated: "过时" } satisfies Record<
    NonNullable<Draft["outcome"]>,
    string
  >,
};

export const caution = {
  heading: (count: number) => `发之前看 ${count} 处`,
  instead: "该说",
  mend: "换成这句",
  remove: "删掉这几个字",
  overrule: "仍要发送",
  why: "为什么还要这么说（主管看得到）",
  whyShort: "写一句原因，至少 2 个字",
  yes: "带原因发送",
};

export const side = {
  tabs: { cases: "售后单", orders: "订单", evidence: "凭证", others: "往来", notes: "备注" },
  label: "买家资料",
  noCases: "还没有售后单",
  noOrders: "没有找到订单",
  noEvidence: "买家还没发凭证",
  noOthers: "以前没转过人工",
  noNotes: "还没有备注，买家看不到这里写的",
  closed: "已了结",
};

export const cases = {
  clocks: "时限",
  receipt: "怎么算的",
  claim: "买家说的",
  weights: "称重",
  expected: "应重",
  packed: "出库",
  courier: "快递",
  shortfall: (text: string) => `差 ${text}`,
  tolerance: (text: string) => `容差 ${text}`,
  freight: "运费",
  events: "经过",
  clause: (text: string) => `〔${text}〕`,
  proof: "举证包",
  zip: "整包 ZIP",
  pdf: "PDF",
  txt: "文字",
  opened: (when: string) => `${when} 登记`,
  statuses: { open: "处理中", done: "已办结", withdrawn: "已撤销" } as Record<string, string>,
  remedies: {
    refund_only: "仅退款",
    return_refund: "退货退款",
    exchange: "换货",
    reship: "补发",
    partial_refund: "部分退款",
    compensation: "补差价",
    repair: "维修",
    refund_on_rejection: "拒收后退款",
    intercept: "快递拦截",
    inquiry: "快递查件",
  } as Record<string, string>,
  review: "凭证怎么看",
  findings: { holds: "成立", does_not: "不成立", more: "要补拍" } satisfies Record<Finding, string>,
  found: (text: string) => `已判：${text}`,
  reviewNote: "写一句看到了什么（选填）",
  undo: "撤销",
};

export const grant = {
  heading: "给买家办",
  remedy: "办法",
  amount: "金额（元）",
  note: "内部备注（选填）",
  most: (text: string) => `最多 ${text}`,
  notAmount: "写个金额，比如 12.50",
  aboveMost: (text: string) => `超了，这单最多 ${text}`,
  aboveLimit: (text: string) => `您的权限到 ${text}，再多请主管来批`,
  zero: "金额要大于 0",
  first: "办这个",
  second: (text: string) => `确认：${text}`,
  free: "不动钱",
  usual: "按条款",
};

export const undo = {
  judged: (caseNo: string, text: string) => `${caseNo} 凭证判为“${text}”`,
  granted: (caseNo: string, text: string) => `${caseNo} 已批 ${text}`,
  button: (left: number) => `撤销（${left} 秒）`,
  done: "撤回来了",
};

export const orders = {
  paid: "实付",
  refunded: "已退",
  left: "可退",
  placed: (when: string) => `${when} 下单`,
  weights: (packed: string, courier: string) => `出库 ${packed}，快递 ${courier}`,
  shipped: (when: string) => `${when} 发出`,
  signed: (when: string) => `${when} 签收`,
  copy: "复制单号",
  copied: "复制好了",
  news: "物流",
  allNews: (count: number) => `全部 ${count} 条`,
};

export const evidence = {
  open: (index: number) => `放大第 ${index} 张`,
  picture: "图片",
  video: "视频",
  askedFor: (text: string) => `要的是：${text}`,
  missing: "没加载出来",
  previous: "上一张",
  next: "下一张",
  rotate: "转一下",
  zoomIn: "放大",
  zoomOut: "缩小",
  of: (index: number, all: number) => `${index} / ${all}`,
};

export const notes = {
  placeholder: "只有同事看得到，比如答应了几点回、为什么这么办",
  add: "记下",
  label: "写备注",
};

export const others = { running: "还没了结", by: (name: string) => `${name} 接的` };

export const search = {
  label: "搜索",
  placeholder: "买家、订单号、售后单号，或聊天里的话",
  hint: "上下键挑，回车打开",
  none: "没搜到，换个说法或者少写几个字",
  short: "再多写一个字",
  kinds: { buyer: "买家", order: "订单", case: "售后单", words: "聊天" },
};

export const keysHelp = {
  heading: "快捷键",
  more: "在输入框里打字时，除了搜索都不会触发。",
  list: [
    ["j / ↓", "下一个对话"],
    ["k / ↑", "上一个对话"],
    ["回车", "打开选中的对话"],
    ["t", "接手打开的对话；没打开就接最急的"],
    ["Ctrl / ⌘ + K", "搜索"],
    ["Esc", "离开输入框"],
    ["/", "在空输入框里找话术"],
    ["?", "看这张表"],
  ] as [string, string][],
};

export const paste = {
  heading: "粘贴助手",
  lead: "别的平台、微信里的买家，把他的话贴过来，看看按条款该怎么办。这里只看不登记。",
  text: "买家说的",
  textPlaceholder: "整段贴进来就行，多几句也没关系",
  order: "订单号（选填）",
  orderMore: "有订单号，金额和时限才算得出来",
  submit: "看看怎么办",
  verdict: "怎么判的",
  intent: "听出来是",
  outcome: "结论",
  reply: "可以这么回",
  checklist: "要买家给的",
  copyReply: "复制回复",
  copyList: "复制清单",
  copied: "复制好了，去粘贴吧",
  notCopied: "浏览器不让复制，请选中文字自己复制",
  empty: "结果会出在这里",
  emptyMore: "贴上买家的话，点“看看怎么办”。",
  none: "听不出是哪一类事，请人来判断。",
};

export const reports = {
  heading: "报表",
  ranges: { day: "今天", week: "近 7 天", month: "近 30 天", own: "自选" },
  since: "从",
  until: "到",
  csv: "下载 CSV",
  table: "看表",
  chart: "看图",
  empty: "这几天没有数据",
  cards: {
    talks: "对话",
    alone: "机器人独立解决",
    first: "首次人工回复",
    firstMore: (p90: string) => `九成在 ${p90} 内`,
    inTime: "按时回复",
    clocks: "守住时限",
    clocksMore: (broken: number) => (broken ? `超时 ${broken} 次` : "一次没超"),
    money: "退赔金额",
    moneyMore: (count: number) => `${count} 笔`,
    stars: "评分",
    starsMore: (count: number) => `${count} 人评`,
    drafts: "拟稿照发率",
    draftsMore: (count: number) => `共 ${count} 稿`,
  },
  charts: {
    issues: "每天的问题",
    talks: "对话和转人工",
    goods: "问题多的商品",
    cause: "原因",
    money: "按办法的金额",
    drafts: "拟稿怎么用了",
    intents: "哪些事用拟稿多",
  },
  columns: {
    day: "日期",
    name: "名称",
    count: "次数",
    amount: "金额",
    talks: "对话",
    toPerson: "转人工",
    sentAsIs: "照发",
  },
  yuanAxis: "元",
  wan: (value: string) => `${value} 万`,
};

export const proposals = {
  heading: "话术提案",
  lead: "同事改过机器人的稿，改得多的会攒成提案。收了，以后就这么说。",
  kinds: { script: "话术", line: "听懂的例句" },
  before: "原来",
  after: "改成",
  by: (name: string, when: string) => `${name}，${when}`,
  accept: "收下",
  edit: "改了再收",
  acceptEdited: "按改的收下",
  drop: "不要",
  accepted: "收下了",
  dropped: "没收",
  noneOpen: "没有等着看的提案",
  noneMore: "客服改稿改出规律了，会自己出现在这里。",
  decided: "看过的",
  states: { open: "待看", accepted: "收了", dropped: "没收" },
};

export const team = {
  heading: "团队",
  add: "加人",
  id: "账号",
  idRule: "2 到 32 位字母、数字、点、横线",
  name: "称呼",
  nameMore: "买家看得到，比如 小周",
  role: "角色",
  password: "初始密码",
  status: "状态",
  online: "在线",
  away: "离开",
  offline: "没登录",
  inactive: "停用",
  talks: "手上对话",
  actions: "操作",
  reset: "重设密码",
  resetFor: (name: string) => `给 ${name} 重设密码`,
  resetDone: "密码重设好了，告诉本人登录后自己改掉",
  deactivate: "停用",
  activate: "恢复",
  deactivateAsk: (name: string) => `停用 ${name}？`,
  deactivateMore: "马上退出登录，手上的对话放回排队。以后还能恢复。",
  added: "加好了",
  changed: "改好了",
  save: "保存",
  me: "您自己",
};

export const audit = {
  heading: "审计",
  lead: "谁在什么时候做了什么，只增不改。",
  at: "时间",
  who: "谁",
  what: "做了什么",
  about: "对象",
  more: "更早的",
  none: "还没有记录",
  end: "到头了",
};
