/** The words that a reader has selected in a report, as characters of the report. */

/** Return the characters of a report between the ends of a selection; null where it is not within the text. */
export function selectedSpan(selection: Selection | null): [number, number] | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start = letterAt(range.startContainer, range.startOffset);
  const end = letterAt(range.endContainer, range.endOffset);
  return start !== null && end !== null && start < end ? [start, end] : null;
}

function letterAt(node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const block = element?.closest<HTMLElement>("[data-start]");
  if (!block) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  return Number(block.dataset.start) + [...before.toString()].length;
}
