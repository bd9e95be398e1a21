import type { FieldEdit } from '../core/index.ts';
import { editDocument } from '../formats/index.ts';
import type { InventoryObject } from '../inventory/index.ts';
import type { FileChange } from './plan.ts';

/** Edits of one object; all of them are made or none. */
export interface ObjectEdits {
  readonly object: InventoryObject;
  readonly edits: readonly FieldEdit[];
}

export interface EditedFiles {
  readonly files: readonly FileChange[];
  readonly refused: readonly { readonly object: InventoryObject; readonly reason: string }[];
}

/** Makes edits in copies of the texts that the objects were read from. */
export function editObjects(wanted: readonly ObjectEdits[]): EditedFiles {
  const refused: { object: InventoryObject; reason: string }[] = [];
  const files: FileChange[] = [];
  for (const [file, inFile] of Map.groupBy(wanted, ({ object }) => object.file)) {
    let after = file.text;
    const documents = [...Map.groupBy(inFile, ({ object }) => object.document)];
    // From the end, so that the places of documents before stay what they are.
    for (const [{ start, end }, inDocument] of documents.sort(([a], [b]) => b.start - a.start)) {
      let text = file.text.slice(start, end);
      for (const { object, edits } of inDocument) {
        const edited = editDocument(
          text,
          edits.map((edit) => ({ ...edit, path: [...object.documentPath, ...edit.path] })),
        );
        if ('refused' in edited) refused.push({ object, reason: edited.refused });
        else text = edited.text;
      }
      after = after.slice(0, start) + text + after.slice(end);
    }
    if (after !== file.text) files.push({ name: file.name, before: file.text, after });
  }
  return { files, refused };
}
