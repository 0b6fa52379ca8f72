// Sends one file as raw bytes. fetch cannot tell how much of a body has gone, so this is the one place with XMLHttpRequest.
import { offline, Problem, readProblem } from '@/api/problem';
import type { FileRow } from './queries';

/** A file on its way. */
export interface Sending {
  subject: string;
  file: File;
  /** Sent again with every try, so that a lost answer never makes two files. */
  key: string;
  onSent: (share: number) => void;
}

/** Uploads a file; refused as a Problem, with status 0 when the line was lost. */
export function send({ subject, file, key, onSent }: Sending): Promise<FileRow> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/attachments?${new URLSearchParams({ subject, name: file.name })}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Idempotency-Key', key);
    request.upload.onprogress = (event) => event.lengthComputable && onSent(event.loaded / event.total);
    request.onerror = () => reject(new Problem(offline));
    request.onload = () => {
      if (request.status < 300) return resolve(JSON.parse(request.responseText));
      const headers = { 'content-type': request.getResponseHeader('content-type') ?? '' };
      void readProblem(new Response(request.responseText, { status: request.status, headers })).then(reject);
    };
    request.send(file);
  });
}
