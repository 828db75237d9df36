/** Outlines on a 24 grid. */
const PATHS = {
  plus: 'M12 5v14M5 12h14',
  up: 'M6 15l6-6 6 6',
  down: 'M6 9l6 6 6-6',
  left: 'M15 6l-6 6 6 6',
  right: 'M9 6l6 6-6 6',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
  home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  tasks: 'M9 6h11M9 12h11M9 18h11M4 6l1 1 2-2M4 12l1 1 2-2M4 18l1 1 2-2',
  start: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 8v8M8 12h8',
  instances: 'M4 5h6v6H4zM14 13h6v6h-6zM10 8h4a3 3 0 0 1 3 3v2',
  branches: 'M12 4v5M12 9H6v4M12 9h6v4M4 13h4v5H4zM16 13h4v5h-4zM10 2h4v3h-4z',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2 .8 3.2 2.700 3.5 5.5',
  chart: 'M4 20h16M6 20v-6h3v6M11 20V9h3v11M16 20V5h3v15',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21h4',
  menu: 'M4 6h16M4 12h16M4 18h16',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.5l4.5 4.5L19 7',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  upload: 'M12 16V5M7 10l5-5 5 5M5 19h14',
  download: 'M12 5v11M7 11l5 5 5-5M5 19h14',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4.5 4.5',
  warning: 'M12 4l9 16H3zM12 10v4M12 17v.5',
  chat: 'M4 5h16v11H10l-5 4v-4H4z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 21c.6-4.5 3.5-7 7.5-7s6.900 2.5 7.5 7',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  fit: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  minus: 'M5 12h14',
  out: 'M14 4h6v16h-6M10 8l-4 4 4 4M6 12h10',
  language: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  eye: 'M2.5 12s3.500-6.500 9.500-6.500 9.500 6.500 9.500 6.500-3.500 6.500-9.500 6.500-9.500-6.500-9.500-6.500zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  call: 'M6 3h4l1.500 5-2.500 1.500a12 12 0 0 0 5.500 5.500l1.500-2.500 5 1.500v4a2 2 0 0 1-2 2A17 17 0 0 1 4 5a2 2 0 0 1 2-2z',
  registries: 'M4 5c0-1.100 3.600-2 8-2s8 .900 8 2-3.600 2-8 2-8-.900-8-2zM4 5v14c0 1.100 3.600 2 8 2s8-.900 8-2V5M4 12c0 1.100 3.600 2 8 2s8-.900 8-2',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  filter: 'M4 5h16l-6 8v6l-4-2v-4z',
  star: 'M12 4l2.500 5.200 5.700.800-4.100 4 1 5.700-5.100-2.700-5.100 2.700 1-5.700-4.100-4 5.700-.800z',
  book: 'M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11',
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon in the colour of the text beside it; decoration only, the text says what it means. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
