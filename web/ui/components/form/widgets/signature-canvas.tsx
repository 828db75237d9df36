import { useEffect, useRef, useState } from 'react';

/** What has been drawn so far. */
export interface DrawnSignature {
  /** As a PNG; undefined while nothing is drawn. */
  image(): Promise<Blob | undefined>;
  clear(): void;
}

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly ready: (signature: DrawnSignature) => void;
  readonly onStroke: () => void;
}

const INK = '#1b2a49';
/** More pixels than this make the file larger, not the signature clearer. */
const MOST_RATIO = 2;
const NAME_SIZE = { width: 640, height: 220 };

/** A box to sign in; its library is loaded when the first one is shown. */
export function SignatureCanvas({ label, hint, ready, onStroke }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isEmpty, setEmpty] = useState(true);
  const told = useRef({ ready, onStroke });
  told.current = { ready, onStroke };
  useEffect(() => {
    let off: (() => void) | undefined;
    let gone = false;
    void import('signature_pad').then(({ default: SignaturePad }) => {
      const place = canvas.current;
      if (gone || place === null) return;
      const pad = new SignaturePad(place, { penColor: INK, minWidth: 1, maxWidth: 3 });
      const begin = (): void => {
        setEmpty(false);
        told.current.onStroke();
      };
      const refit = new ResizeObserver(() => {
        // A phone that is turned makes the box wider: what is drawn is drawn again.
        const strokes = pad.toData();
        fit(place);
        pad.clear();
        pad.fromData(strokes);
      });
      refit.observe(place);
      pad.addEventListener('beginStroke', begin);
      told.current.ready({
        image: async () => (pad.isEmpty() ? undefined : asPng(place)),
        clear: () => {
          pad.clear();
          setEmpty(true);
        },
      });
      place.dataset['ready'] = 'true';
      off = () => {
        refit.disconnect();
        pad.off();
      };
    });
    return () => {
      gone = true;
      off?.();
    };
  }, []);
  return (
    <div className="signature-box">
      <canvas ref={canvas} className="signature-canvas" role="img" aria-label={label} />
      {isEmpty ? <span className="signature-hint" aria-hidden="true">{hint}</span> : null}
    </div>
  );
}

/** As many pixels as the screen shows; the drawing's own numbers stay those of the page. */
function fit(canvas: HTMLCanvasElement): void {
  const ratio = Math.min(Math.max(window.devicePixelRatio, 1), MOST_RATIO);
  canvas.width = canvas.offsetWidth * ratio;
  canvas.height = canvas.offsetHeight * ratio;
  canvas.getContext('2d')?.scale(ratio, ratio);
}

/** A typed name as a picture like a drawn one. */
export async function nameAsImage(name: string): Promise<Blob | undefined> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, NAME_SIZE);
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  context.fillStyle = INK;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = '64px "KaiTi", "STKaiti", "Kaiti SC", serif';
  context.fillText(name, NAME_SIZE.width / 2, NAME_SIZE.height / 2, NAME_SIZE.width - 40);
  return asPng(canvas);
}

function asPng(canvas: HTMLCanvasElement): Promise<Blob | undefined> {
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}
