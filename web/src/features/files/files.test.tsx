import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { fakeServer, refusal } from '@/test/fakeServer';
import { renderPart } from '@/test/render';
import Toasts from '@/ui/Toasts';
import { FilesPanel } from './FilesPanel';
import type { FileRow } from './queries';
import { sizeOf } from './size';

const at = '2026-11-20T02:00:00.000Z';
function file(change: Partial<FileRow> = {}): FileRow {
  return {
    id: '7',
    version: 3,
    name: '纪要.txt',
    media_type: 'text/plain',
    size: 2048,
    sha256: 'ab',
    subject_kind: 'deal',
    subject_id: '40',
    author_id: '1',
    author_name: '米娜',
    created_at: at,
    updated_at: at,
    may: ['edit', 'remove'],
    ...change,
  };
}
const limits = { file_bytes: 4 * 2 ** 20, record_bytes: 2 ** 30, count: 500 };
const listed = (items: FileRow[], may: string[] = ['add']) => ({ items, total: items.length, may, limits });

/** An XMLHttpRequest that answers what the test says, and remembers what it was asked. */
function fakeUploads(answer: () => Response | undefined) {
  const sent: { url: string; headers: Record<string, string>; body: unknown }[] = [];
  class Request {
    upload: { onprogress?: (event: object) => void } = {};
    headers: Record<string, string> = {};
    url = '';
    status = 0;
    responseText = '';
    onload?: () => void;
    onerror?: () => void;
    open(_: string, url: string) {
      this.url = url;
    }
    setRequestHeader(name: string, value: string) {
      this.headers[name] = value;
    }
    getResponseHeader() {
      return 'application/problem+json';
    }
    async send(body: unknown) {
      sent.push({ url: this.url, headers: this.headers, body });
      this.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 2 });
      const response = answer();
      if (!response) return this.onerror?.();
      this.status = response.status;
      this.responseText = await response.text();
      this.onload?.();
    }
  }
  vi.stubGlobal('XMLHttpRequest', Request);
  return sent;
}

const show = () =>
  renderPart(
    <>
      <Toasts />
      <FilesPanel subject="deal:40" />
    </>,
  );

describe('the files on a record', () => {
  test('stand with size, author and a way to the content', async () => {
    fakeServer({
      'GET /api/attachments': listed([file(), file({ id: '8', name: '图.png', media_type: 'image/png' })]),
    });
    show();
    expect(await screen.findByText('纪要.txt')).toHaveAttribute('href', '/api/attachments/7');
    expect(screen.getAllByText(/2 KB · 米娜/)).toHaveLength(2);
    expect(screen.getAllByRole('button', { name: '预览' })).toHaveLength(1);
    expect(screen.getByRole('link', { name: '全部下载' })).toHaveAttribute(
      'href',
      '/api/attachments.zip?subject=deal%3A40',
    );
  });

  test('a reader is offered nothing to change', async () => {
    fakeServer({ 'GET /api/attachments': listed([file({ may: [] })], []) });
    show();
    await screen.findByText('纪要.txt');
    for (const name of ['添加文件', '重命名', '删除文件']) expect(screen.queryByRole('button', { name })).toBeNull();
  });

  test('a dropped file that did not arrive is sent again under the same key', async () => {
    let items: FileRow[] = [];
    fakeServer({ 'GET /api/attachments': () => listed(items) });
    const answers = [undefined, refusal(507, 'disk_full'), new Response('{}')];
    const sent = fakeUploads(() => answers.shift());
    const { user } = show();
    const panel = await screen.findByText(/还没有文件/);
    fireEvent.drop(panel, { dataTransfer: { files: [new File(['abc'], '合同.pdf')] } });
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '重试' }));
    expect(await screen.findByText('detail of disk_full')).toBeInTheDocument();
    items = [file({ name: '合同.pdf' })];
    await user.click(screen.getByRole('button', { name: '重试' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(await screen.findByRole('link', { name: '合同.pdf' })).toBeInTheDocument();
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ headers }) => headers['Idempotency-Key'])).size).toBe(1);
    expect(new URL(sent[0]?.url ?? '', 'http://x').searchParams.get('subject')).toBe('deal:40');
  });

  test('one beyond the limit is not sent at all; a pasted picture is', async () => {
    fakeServer({ 'GET /api/attachments': listed([]) });
    const sent = fakeUploads(() => new Response('{}'));
    show();
    const panel = await screen.findByText(/还没有文件/);
    const large = new File(['x'], 'large.bin');
    Object.defineProperty(large, 'size', { value: limits.file_bytes + 1 });
    fireEvent.drop(panel, { dataTransfer: { files: [large] } });
    expect(await screen.findByText('文件超过 4 MiB 的上限。')).toBeInTheDocument();
    expect(sent).toHaveLength(0);
    const paste = new Event('paste', { cancelable: true });
    Object.assign(paste, { clipboardData: { files: [new File(['x'], 'image.png')], types: ['Files'] } });
    act(() => void document.dispatchEvent(paste));
    await waitFor(() => expect(sent).toHaveLength(1));
  });

  test('a file is renamed with its version, and a deletion is taken back', async () => {
    const server = fakeServer({
      'GET /api/attachments': listed([file()]),
      'PATCH /api/attachments/7': file({ name: '会谈.txt' }),
      'DELETE /api/attachments/7': new Response(null, { status: 204 }),
      'POST /api/attachments/7/restore': new Response(null, { status: 204 }),
    });
    const { user } = show();
    await user.click(await screen.findByRole('button', { name: '重命名' }));
    const field = screen.getByRole('textbox', { name: '重命名' });
    await user.clear(field);
    await user.type(field, '会谈.txt{Enter}');
    await waitFor(() => expect(server.of('PATCH /api/attachments/7')[0]?.body).toEqual({ name: '会谈.txt' }));
    expect(server.of('PATCH /api/attachments/7')[0]?.headers.get('if-match')).toBe('"3"');
    await user.click(await screen.findByRole('button', { name: '删除文件' }));
    await user.click(await screen.findByRole('button', { name: '撤销' }));
    await waitFor(() => expect(server.of('POST /api/attachments/7/restore')).toHaveLength(1));
  });
});

test.each([
  [12, '12 B'],
  [2048, '2 KB'],
  [3.44 * 2 ** 20, '3.4 MB'],
  [250 * 2 ** 30, '250 GB'],
])('%d bytes are %s', (bytes, text) => expect(sizeOf(bytes)).toBe(text));
