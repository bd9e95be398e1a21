import { useLayoutEffect, useRef } from 'preact/hooks';

const KEYS: readonly (readonly [string, string])[] = [
  ['j, k', 'next and previous row'],
  ['Enter', 'open or fold what is under the cursor'],
  ['/', 'search'],
  ['e', 'unfold or fold all groups'],
  ['g', 'group by weakness, workload, file in turn'],
  ['t', 'dark or light'],
  ['Esc', 'close, or leave the search'],
  ['?', 'this help'],
];

export function Help({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">Keys</h2>
      <dl>
        {KEYS.map(([keys, meaning]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p>
        Search looks for all words, in any order, in messages, objects, files, fields, checks, requirements (cis:5.2.2) and the ids of other
        tools; words in quotes stand together. The address holds every filter, so a link shows the same.
      </p>
      <button type="button" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}
