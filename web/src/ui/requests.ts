// The requests found in code: each with its contract, what tells it, its files and their roles.

import type { RequestShown } from "../engine/protocol";
import { roleName, t } from "../i18n";
import { shortName } from "../files/files";
import { fill, h } from "./dom";

export interface RequestActions {
  go(request: RequestShown): void;
  open(number: number): void;
}

function one(request: RequestShown, number: number, actions: RequestActions): HTMLElement {
  const { contract } = request;
  const rows = request.files.map((file) =>
    h(
      "li",
      { class: file.mentions ? "" : "unmentioned" },
      h("span", { class: `tag tag-${file.kind}` }, file.tag),
      h("span", { class: "card-name" }, file.url ? shortName(file.url) : "…"),
      h("span", { class: "quiet" }, [...(file.request_role ? [roleName(file.request_role)] : []), ...file.roles.map(roleName)].join(", ") || (file.mentions ? t("noRole") : t("unmentioned"))),
    ),
  );
  return h(
    "li",
    { class: "request" },
    h(
      "div",
      { class: "card-head" },
      h("button", { class: "link", type: "button", onclick: () => actions.go(request) }, t("where", { line: request.line })),
      h("strong", {}, contract.standing === "unknown" ? t("unknown") : contract.name),
      contract.standing === "unknown" ? null : h("span", { class: `badge ${contract.standing}` }, t(contract.standing)),
    ),
    contract.evidence.length ? h("p", { class: "quiet" }, `${t("because")} ${contract.evidence.join(", ")}`) : null,
    h("p", { class: "request-prompt" }, request.prompt.length > 160 ? `${request.prompt.slice(0, 159)}…` : request.prompt),
    rows.length ? h("ul", { class: "request-files" }, ...rows) : request.files_known ? null : h("p", { class: "quiet" }, t("filesUnknown")),
    ...request.unresolved.map((tag) => h("p", { class: "card-finding error" }, t("namesNone", { tag }))),
    h("button", { class: "button small", type: "button", onclick: () => actions.open(number) }, t("open")),
  );
}

export function showRequests(section: HTMLElement, requests: readonly RequestShown[] | null, actions: RequestActions): void {
  fill(
    section,
    h("div", { class: "section-head" }, h("h2", {}, t("requests")), requests?.length ? h("span", { class: "badge" }, String(requests.length)) : null),
    requests?.length
      ? h("ol", { class: "request-list" }, ...requests.map((request, number) => one(request, number, actions)))
      : h("p", { class: "quiet" }, requests === null ? t("codePlaceholder") : t("noRequests")),
  );
}
