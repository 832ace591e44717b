/** Lists of reports and actors: found by words, put in order. */
import { fold } from "./fields";
import type { ReportRow } from "./types";

export const SORTS = { newest: "newest first", oldest: "oldest first", claims: "most claims", title: "title", outlet: "outlet" } as const;
export type Sort = keyof typeof SORTS;

const collator = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });

/** Return the reports that bear all words in title, outlet, agency or address, in an order; unknown days stand last. */
export function findReports(reports: readonly ReportRow[], words: string, sort: Sort): ReportRow[] {
  const found = reports.filter((report) => hasWords([report.title, report.outlet, report.agency, report.uri], words));
  const day = (report: ReportRow): string | null => report.published.earliest ?? report.published.latest;
  const byDay = (a: ReportRow, b: ReportRow, way: 1 | -1): number => {
    const [one, other] = [day(a), day(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return one === other ? 0 : one < other ? -way : way;
  };
  const compare: Record<Sort, (a: ReportRow, b: ReportRow) => number> = {
    newest: (a, b) => byDay(a, b, -1),
    oldest: (a, b) => byDay(a, b, 1),
    claims: (a, b) => b.claims - a.claims,
    title: (a, b) => collator.compare(a.title ?? a.uri, b.title ?? b.uri),
    outlet: (a, b) => Number(a.outlet === null) - Number(b.outlet === null) || collator.compare(a.outlet ?? "", b.outlet ?? ""),
  };
  return found.sort((a, b) => compare[sort](a, b) || (a.id < b.id ? -1 : 1));
}

/** Tell whether all words of a query stand in some texts, without regard to case and accents. */
export function hasWords(texts: readonly (string | null)[], query: string): boolean {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (!words.length) return true;
  const text = texts.map((one) => fold(one ?? "")).join("\n");
  return words.every((word) => text.includes(word));
}
