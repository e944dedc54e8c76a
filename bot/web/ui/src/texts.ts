// Every Chinese sentence that the buyer may see. Kept in one place for the people who write them.

export const pages = {
  window: { title: "在线客服", noscript: "请打开浏览器的 JavaScript，再联系客服。" },
  demo: { title: "亲亲小店", noscript: "请打开浏览器的 JavaScript，再看演示。" },
};

export const widget = {
  open: "联系客服",
  close: "收起客服窗口",
  unread: (count: number) => `${count} 条未读`,
  frame: "客服聊天窗口",
};

export const demo = {
  shop: "亲亲小店",
  slogan: "天天好物 · 售后无忧",
  buyer: "演示买家",
  orders: (count: number) => `${count} 个订单`,
  hero: "少件、破损、发错货？",
  heroMore: "点右下角找客服，拍张照，点两下就好。",
  ask: "联系客服",
  promises: ["七天无理由", "少件补发", "破损可赔", "随时转人工"],
  section: "大家都在买",
  sold: (count: number) => `已售 ${count}+`,
  footer: "这是演示店铺，商品和订单都是虚构的。",
  trouble: "演示数据没有读到，请刷新页面再试。",
  products: [
    { name: "家用炊具套装 5 件", spec: "不粘锅 · 电磁炉通用", price: "129.00", sold: 3200, art: "pan" },
    { name: "纯棉中筒运动袜 6 双", spec: "吸汗防臭", price: "29.90", sold: 8600, art: "sock" },
    { name: "山东烟台红富士 5 斤", spec: "现摘现发", price: "36.80", sold: 12000, art: "apple" },
    { name: "手提保温杯 480 ml", spec: "316 不锈钢", price: "59.00", sold: 4100, art: "cup" },
    { name: "宽松连帽卫衣", spec: "红 / 灰 / 藏青", price: "89.00", sold: 2700, art: "hoodie" },
    { name: "日式陶瓷碗碟 8 件", spec: "釉下彩 · 可进微波炉", price: "78.00", sold: 1900, art: "bowl" },
  ],
};

export const names = {
  bot: "小亲",
  botTag: "机器人",
  agent: "客服",
  agentTag: "人工",
  me: "我",
};

export const header = {
  title: "售后客服",
  bot: "智能客服为您服务",
  queue: (place: number | null) => (place ? `排队中，前面还有 ${Math.max(place - 1, 0)} 位` : "正在为您接人工"),
  agent: (name: string | null) => `${name ?? "人工客服"} 正在为您服务`,
  connecting: "正在连接…",
  person: "转人工",
  queued: "排队中",
  withPerson: "已转人工",
  personHint: "转接人工客服",
  close: "收起",
};

export const queue = {
  first: "您排在第 1 位，下一位就是您",
  place: (place: number) => `您排在第 ${place} 位，前面还有 ${place - 1} 位`,
  waiting: "正在为您接人工客服",
  due: (when: string) => `最晚 ${when} 回复您`,
  hours: (hours: string) => `人工服务时间 ${hours}`,
  stay: "离开也没关系，消息都会留着",
};

export const link = {
  offline: "网络断开了，您写的话会在恢复后自动发出",
  waiting: "连接断开了，正在重新连接…",
  now: "立即重连",
  back: "已恢复连接",
  expired: "登录状态过期了，请刷新页面",
  retry: "重试",
  outside: "请从店铺页面打开客服窗口",
  opening: "正在打开…",
};

export const chat = {
  label: "聊天记录",
  older: "正在加载更早的消息…",
  olderFailed: "没加载出来，点这里再试",
  start: "聊天从这里开始",
  hello: "亲亲，您好！有什么可以帮您？",
  helloMore: "直接说问题，或者先选一个：",
  starters: ["少发了东西", "收到是坏的", "想退货", "查物流", "退款进度"],
  fresh: (count: number) => `${count} 条新消息`,
  bottom: "回到最新消息",
  typing: (name: string) => `${name}正在输入`,
  sending: "发送中",
  waiting: "等待发送",
  failed: "没发出去",
  retry: "重新发送",
  drop: "删除",
  says: (name: string, text: string) => `${name}说：${text}`,
  sentPictures: (count: number) => `发来 ${count} 个图片或视频`,
  chosen: "已选",
  options: "可选的回答",
  orders: "请选择订单",
  number: "序号",
  ordersMore: (count: number) => `查看全部 ${count} 个订单`,
};

export const composer = {
  label: "输入消息",
  placeholder: "说说遇到的问题…",
  send: "发送",
  more: "更多",
  less: "收起",
  left: (count: number) => (count >= 0 ? `还能写 ${count} 字` : `超出 ${-count} 字`),
  camera: "拍照",
  video: "拍视频",
  album: "相册",
  order: "发订单",
  rate: "评价",
  cases: "售后单",
  drop: "松开手，发给客服",
};

export const media = {
  picture: "图片",
  video: "视频",
  open: (kind: string, index: number) => `查看${kind} ${index}`,
  close: "关闭",
  loading: "加载中",
  missing: "没加载出来",
  uploading: (name: string, percent: number) => `${name} 已上传 ${percent}%`,
  waiting: "排队上传",
  retry: "重试",
  remove: "移除",
  unsent: "没传上去",
  tooBig: {
    picture: (megabytes: number) => `照片一张最大 ${megabytes} MB，这张超了，麻烦截个图再发一次`,
    video: (megabytes: number) => `视频最大 ${megabytes} MB，这段超了，麻烦剪短一点，或者拍几张照片发来`,
  },
  kind: "这里只能收照片和视频，麻烦拍下来再发；文字直接打在对话里就可以",
};

export const order = {
  paid: "实付",
  placed: "下单",
  quantity: (count: number) => `×${count}`,
  more: (count: number) => `等 ${count} 件商品`,
  panel: "发送订单",
  none: "还没有订单",
  failed: "订单没读到",
  loading: "正在读取订单…",
  asking: "您正在咨询",
  send: "发送订单",
  dismiss: "不发了",
  choose: (title: string) => `选择订单：${title}`,
};

export const checklist = {
  heading: "还需要您提供",
  progress: (done: number, all: number) => `${done}/${all}`,
  allDone: "都收到了",
  done: "已提供",
  shoot: "去拍",
  upload: "上传",
  fold: "收起清单",
  unfold: "展开清单",
};

export const cases = {
  panel: "我的售后单",
  none: "还没有售后单",
  title: "售后单",
  open: "处理中",
  done: "已完成",
  withdrawn: "已撤销",
  late: "已过约定时间",
  bar: (result: string, step: string, when: string) => `${step.startsWith(result) ? "" : `${result} · `}${step} ${when}`,
};

export const rating = {
  title: "这次服务您满意吗？",
  star: (count: number) => `${count} 星`,
  words: ["", "很不满意", "不太满意", "一般", "满意", "非常满意"],
  placeholder: "想说点什么？（选填）",
  submit: "提交评价",
  thanks: "谢谢您的评价",
  later: "以后再说",
  skip: "直接收起",
  failed: "没提交成功，请再试一次",
};

export const days = {
  today: "今天",
  yesterday: "昨天",
  date: (month: number, day: number) => `${month}月${day}日`,
  year: (year: number) => `${year}年`,
  before: (time: string) => `${time} 前`,
};

export const symbols = { yen: "¥", dot: " · ", colon: "：", space: " " };
