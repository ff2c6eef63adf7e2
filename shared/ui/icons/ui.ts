/** Drawings for buttons and fields; every one has the same stroke. */
export const uiDrawings = {
  both: 'M2.5 5.5h11M10.5 2.5l3 3-3 3M13.5 10.5h-11M5.5 7.5l-3 3 3 3',
  calendar: 'M3 3.8h10v9.4H3zM3 6.8h10M5.6 2.2v2.6M10.4 2.2v2.6',
  chevron: 'M6 3.5 10.5 8 6 12.5',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.5 5.5h7.5v7.5H5.5zM3 10.5V3h7.5',
  down: 'M3.5 6 8 10.5 12.5 6',
  download: 'M8 2.5v7M5 7 8 10l3-3M3 13.2h10',
  gear: 'M2.5 5h6.5M12.5 5h1M2.5 11h1M7 11h6.5M10.8 3.2v3.6M5.2 9.2v3.6',
  history: 'M2.8 8a5.2 5.2 0 1 0 1.6-3.8L2.8 5.8M2.8 2.8v3h3M8 5.2V8.2l2 1.2',
  info: 'M8 1.9a6.1 6.1 0 1 1 0 12.2 6.1 6.1 0 0 1 0-12.2zM8 7.4v3.8M8 4.9v.01',
  link: 'M6.7 9.3l2.6-2.6M7.6 4.7l1.4-1.4a2.6 2.6 0 0 1 3.7 3.7l-1.4 1.4M8.4 11.3 7 12.7A2.6 2.6 0 0 1 3.3 9l1.4-1.4',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  open: 'M6.5 3.5h-3v9h9v-3M9.5 3h3.5v3.5M13 3 7.5 8.5',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  person: 'M8 2.5a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2zM2.8 13.5c.5-2.6 2.6-3.7 5.2-3.7s4.7 1.1 5.2 3.7',
  pin: 'M6 2.5h4l-.500 4 2 2.5h-7l2-2.5zM8 9v4.5',
  play: 'M5 3.2v9.6L12.6 8z',
  plus: 'M8 3v10M3 8h10',
  right: 'M2.5 8h11M9.5 4l4 4-4 4',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.3 10.3 13.5 13.5',
  sync: 'M13.5 3v3.5H10M2.5 13V9.5H6M3.2 6.2A5.2 5.2 0 0 1 13.2 6M12.8 9.8A5.2 5.2 0 0 1 2.8 10',
  trash: 'M3 4.5h10M6 4.5v-2h4v2M4.5 4.5l.600 9h5.8l.600-9',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M5.8 3.5 2.8 6.5l3 3',
} as const;

export type UiIcon = keyof typeof uiDrawings;

/** Drawings that point along the reading direction; they turn around in right-to-left pages. */
export const mirrored: readonly UiIcon[] = ['right', 'chevron', 'undo', 'both'];
