import { useState } from 'react';
import { useFiles } from './queries';
import { useUploads } from './useUploads';

/** Files that wait for the note they belong to: picked before it is written, sent when it is there. */
export function usePicked(subject: string) {
  const { data: list } = useFiles(subject);
  const uploads = useUploads(subject, list?.limits.file_bytes);
  const [picked, setPicked] = useState<File[]>([]);
  return {
    picked,
    uploads,
    pick: (files: File[]) => setPicked((all) => [...all, ...files]),
    onDrop: (file: File) => setPicked((all) => all.filter((one) => one !== file)),
    sendTo: (note: string) => {
      uploads.add(picked, `note:${note}`);
      setPicked([]);
    },
  };
}
