import { useRef, useState, type DragEvent, type ReactNode } from 'react';

interface Props {
  /** Endings of names, or types. */
  readonly accept: readonly string[];
  readonly many?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  /** The button, which calls `pick`, and what stands beside it. */
  readonly children: (pick: () => void) => ReactNode;
}

/** Takes files, by button or dropped. */
export function DropZone({ accept, many = false, onFiles, children }: Props) {
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <div
      className={over ? 'drop drop-over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={picker}
        type="file"
        hidden
        multiple={many}
        accept={accept.join(',')}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      {children(() => picker.current?.click())}
    </div>
  );
}
