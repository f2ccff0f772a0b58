// The page in English and Chinese. What the linter says of a prompt is English in both.

const EN = {
  title: "Check a Seedance prompt",
  private: "Everything runs in your browser. Nothing that you type or drop is sent anywhere.",
  tabs: "What to check", prompt: "Prompt", code: "Code",
  provider: "Provider", edition: "Edition", auto: "Automatic", automatic: "Automatic",
  convertTo: "Another provider…", convert: "Convert", copy: "Copy as request", share: "Copy link", theme: "Light or dark", language: "中文", languageName: "Switch to Chinese",
  themeAuto: "same as the system", themeLight: "light", themeDark: "dark",
  promptLabel: "The prompt", codeLabel: "Code that contains requests", placeholder: "Write or paste a prompt, for example:\n@Image1 as first frame, the camera follows the tram. Sync to @Audio1.",
  codePlaceholder: "Paste code that contains requests: JSON, Python, curl, YAML, Markdown…",
  kind: "Kind of file", detect: "Recognized: {name}",
  starting: "Starting Python…", failed: "Python could not be started: {error}", stopped: "The check failed: {error}",
  findings: "Findings", none: "No findings.", empty: "Findings appear here while you write.", example: "Show an example", fixAll: "Apply safe fixes",
  error: "error", warning: "warning", info: "note", line: "line {line}",
  errors: "{count} errors", warnings: "{count} warnings", infos: "{count} notes", oneerror: "1 error", onewarning: "1 warning", oneinfo: "1 note",
  files: "Files", image: "Images", video: "Videos", audio: "Audio", of: "{count} of {most}",
  add: "Add files", addKind: { image: "Add images", video: "Add videos", audio: "Add audio" },
  dropHint: "Drop files anywhere, or paste their URLs", drop: "Drop to add to the request", url: "Paste URLs", urlLabel: "URLs of files, one or more", urlAdd: "Add",
  follow: "Renumber tags when files move", noFiles: "Add files to check every tag against them.",
  unmentioned: "not mentioned", once: "1 mention", times: "{count} mentions", noRole: "no role", missing: "no such file", expected: "no file yet",
  earlier: "Move {name} to the front", later: "Move {name} back", remove: "Remove {name}", moved: "{name} is now {tag}", removed: "{name} removed",
  card: "{tag}, {name}", reading: "reading…", unread: "this browser cannot read it", notMedia: "{name} is not an image, a video or an audio file", byHand: "Check the tags by hand: {doubt}",
  assumed: "assumed", known: "recognized", set: "chosen", unknown: "not recognized", judged: "Checked against", because: "because of", source: "What the provider documents",
  nothing: "the provider is not known; choose one to check its limits, too",
  requests: "Requests found", noRequests: "No request found in this text.", filesUnknown: "files not known", open: "Open as prompt", where: "line {line}",
  namesNone: "{tag} does not name a file", looksLikeCode: "This looks like a request in code.", openInCode: "Open in the code tab",
  converted: "Rewritten for {name}.", convertedWith: "Rewritten for {name}, which cannot take everything:", copied: "Copied.", copiedLink: "Link copied. It contains the prompt, but not the files.",
  notCopied: "The browser does not allow copying.", copiedWith: "Copied as a request for {name}.", local: "Replace the names of local files in it with their URLs.",
  close: "Close",
  sample: "@Image1 as first frame: a tram leaves the depot, rain on the glass. @Image2 as character reference for the driver. Replicate @Video1's camera movement and sync to @audio 1 beat.",
};

type Texts = typeof EN;

const ZH: Texts = {
  title: "检查 Seedance 提示词",
  private: "一切都在浏览器里运行，你输入和拖入的内容不会离开这里。",
  tabs: "检查什么", prompt: "提示词", code: "代码",
  provider: "服务商", edition: "版本", auto: "自动识别", automatic: "自动",
  convertTo: "其他服务商……", convert: "转换", copy: "复制为请求", share: "复制链接", theme: "浅色或深色", language: "English", languageName: "切换到英文",
  themeAuto: "跟随系统", themeLight: "浅色", themeDark: "深色",
  promptLabel: "提示词", codeLabel: "含有请求的代码", placeholder: "写下或粘贴提示词，例如：\n@图片1作为首帧，镜头跟随电车前行，节奏与@音频1同步。",
  codePlaceholder: "粘贴含有请求的代码：JSON、Python、curl、YAML、Markdown……",
  kind: "文件类型", detect: "识别为：{name}",
  starting: "正在启动 Python……", failed: "Python 无法启动：{error}", stopped: "检查失败：{error}",
  findings: "检查结果", none: "没有发现问题。", empty: "书写时，检查结果会显示在这里。", example: "看一个例子", fixAll: "修复可安全修复的",
  error: "错误", warning: "警告", info: "提示", line: "第 {line} 行",
  errors: "{count} 个错误", warnings: "{count} 个警告", infos: "{count} 条提示", oneerror: "1 个错误", onewarning: "1 个警告", oneinfo: "1 条提示",
  files: "文件", image: "图片", video: "视频", audio: "音频", of: "{count} / {most}",
  add: "添加文件", addKind: { image: "添加图片", video: "添加视频", audio: "添加音频" },
  dropHint: "把文件拖到页面任意处，或粘贴网址", drop: "松开即可添加到请求", url: "粘贴网址", urlLabel: "文件网址，一个或多个", urlAdd: "添加",
  follow: "移动文件时标签跟随", noFiles: "添加文件后，每个标签都会与文件核对。",
  unmentioned: "未提及", once: "提及 1 次", times: "提及 {count} 次", noRole: "没有角色", missing: "没有这个文件", expected: "尚无文件",
  earlier: "前移 {name}", later: "后移 {name}", remove: "移除 {name}", moved: "{name} 现在是 {tag}", removed: "已移除 {name}",
  card: "{tag}，{name}", reading: "读取中……", unread: "此浏览器无法读取", notMedia: "{name} 不是图片、视频或音频", byHand: "请手动检查标签：{doubt}",
  assumed: "假定", known: "已识别", set: "已选择", unknown: "未识别", judged: "检查依据", because: "依据", source: "服务商文档",
  nothing: "无法判断服务商；选择一个即可同时检查其限制",
  requests: "找到的请求", noRequests: "这段文字里没有找到请求。", filesUnknown: "文件未知", open: "作为提示词打开", where: "第 {line} 行",
  namesNone: "{tag} 没有对应的文件", looksLikeCode: "这看起来是代码里的请求。", openInCode: "在代码页打开",
  converted: "已按 {name} 改写。", convertedWith: "已按 {name} 改写，但它无法接受全部内容：", copied: "已复制。", copiedLink: "链接已复制，其中有提示词，没有文件。",
  notCopied: "浏览器不允许复制。", copiedWith: "已按 {name} 的格式复制。", local: "本地文件以文件名代替，请换成网址。",
  close: "关闭",
  sample: "@图片1作为首帧：电车驶出车库，雨水顺着玻璃流下。@图片2作为司机的角色参考，参考@视频1的运镜，节奏与@音频 1同步。",
};

export type Language = "en" | "zh";
export type Key = Exclude<keyof Texts, "addKind">;

const TEXTS: Record<Language, Texts> = { en: EN, zh: ZH };
let language: Language = "en";
let roleNames: Record<string, string> = {};

export const currentLanguage = (): Language => language;

export function speak(chosen: Language): void {
  language = chosen;
  document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
}

export const knowRoles = (names: Record<string, string>): void => void (roleNames = names);

/** A text of the page, with values in place of the names between braces. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return TEXTS[language][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

export const addKind = (kind: "image" | "video" | "audio"): string => TEXTS[language].addKind[kind];

/** A role as people write it. */
export const roleName = (role: string): string => (language === "zh" && roleNames[role]) || role.replaceAll("_", " ");

/** A number of findings of a severity. */
export const counted = (severity: "error" | "warning" | "info", count: number): string =>
  t(count === 1 ? `one${severity}` : `${severity}s`, { count });
