import { useRef, useState } from 'preact/hooks';

/** A button that puts a text into the clipboard and says whether that worked. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: () => string }) {
  const [said, setSaid] = useState<string>();
  const timer = useRef(0);
  const copy = async (): Promise<void> => {
    setSaid((await toClipboard(text())) ? 'Copied' : 'Not possible here');
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setSaid(undefined), 1500);
  };
  return (
    <button type="button" class="small" onClick={() => void copy()}>
      <span aria-live="polite">{said ?? label}</span>
    </button>
  );
}

/** Pages that were opened as files have no clipboard object in some browsers; the old command works there. */
async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('aria-hidden', 'true');
    document.body.append(area);
    area.select();
    const isDone = document.execCommand('copy');
    area.remove();
    return isDone;
  }
}
