/** The keys as they are at first; docs/workbench.md lists the same, and a test compares the two. */
export interface Listed {
  id: string;
  keys: string;
  title: string;
}

export const EVERYWHERE_KEYS: readonly Listed[] = [
  { id: "search", keys: "/", title: "Search" },
  { id: "keys", keys: "?", title: "These keys" },
];

export const REVIEW_KEYS: readonly Listed[] = [
  { id: "review.next", keys: "j", title: "Next item" },
  { id: "review.previous", keys: "k", title: "Item before" },
  { id: "review.accept", keys: "a", title: "Accept, and go on" },
  { id: "review.reject", keys: "x", title: "Reject, and go on" },
  { id: "review.unsure", keys: "u", title: "Unsure, and go on" },
  { id: "review.undo", keys: "z", title: "Take back what you decided last" },
  { id: "review.choose", keys: "1-9", title: "Choose that claim; in a row of values, that value" },
  { id: "review.values", keys: "f", title: "Go to the values in dispute" },
  { id: "review.evidence", keys: "n", title: "Words of the next claim" },
  { id: "review.before", keys: "p", title: "Words of the claim before" },
  { id: "review.edit", keys: "e", title: "Correct the claim whose words are shown" },
  { id: "review.grow", keys: "]", title: "Longer words, at the end" },
  { id: "review.shrink", keys: "[", title: "Shorter words, at the end" },
  { id: "review.grow-start", keys: "{", title: "Longer words, at the start" },
  { id: "review.shrink-start", keys: "}", title: "Shorter words, at the start" },
  { id: "review.merge", keys: "m", title: "Merge with another event" },
  { id: "review.split", keys: "s", title: "Split off claims" },
  { id: "review.map", keys: "g m", title: "The item on the map" },
  { id: "review.timeline", keys: "g t", title: "The item on the timeline" },
];
