// Everything about files that is read from or written to the server, but for the upload itself.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, ifMatch } from '@/api/client';
import type { components } from '@/api/schema';

export type FileRow = components['schemas']['AttachmentRow'];

const atOnce = 200;

/** The files on a record and on its notes, newest first, with what may be added. */
export function useFiles(subject: string) {
  const query = { subject, limit: atOnce };
  return useQuery({
    queryKey: ['attachment', 'list', query],
    queryFn: ({ signal }) => data(api.GET('/api/attachments', { params: { query }, signal })),
  });
}

/** Gives a file another name. */
export function renameFile({ id, version }: FileRow, name: string): Promise<FileRow> {
  return data(
    api.PATCH('/api/attachments/{id}', { params: { path: { id } }, headers: ifMatch(version), body: { name } }),
  );
}

/** Takes a file away. */
export function removeFile({ id, version }: FileRow): Promise<unknown> {
  return data(api.DELETE('/api/attachments/{id}', { params: { path: { id } }, headers: ifMatch(version) }));
}

/** Brings a file back that was taken away. */
export function restoreFile({ id }: FileRow): Promise<unknown> {
  return data(api.POST('/api/attachments/{id}/restore', { params: { path: { id } } }));
}

/** Where the content of a file is. */
export function contentOf({ id }: FileRow): string {
  return `/api/attachments/${id}`;
}

/** Where all files of a record are, packed into one. */
export function archiveOf(subject: string): string {
  return `/api/attachments.zip?subject=${encodeURIComponent(subject)}`;
}

/** Where what a browser may show of a file is: a picture painted anew, or a PDF in its sandbox. */
export function previewOf(file: FileRow): string {
  return `${contentOf(file)}/preview`;
}

/** Tells where a file is shown: a picture on the page, a PDF in a tab of its own, others nowhere. */
export function shownIn({ media_type }: FileRow): 'page' | 'tab' | undefined {
  if (media_type === 'application/pdf') return 'tab';
  return media_type.startsWith('image/') ? 'page' : undefined;
}

/** The function that makes every list of files fetch again. */
export function useFilesChanged(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['attachment'] });
}
