import { TextInput } from '@mantine/core';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { Problem } from '@/api/problem';
import { renderPart } from '@/test/render';
import { FormProblem } from './FormProblem';
import { bind, forgetDrafts, useDraft } from './useDraft';

type Send = (values: { name: string; city: string }, key: string) => Promise<string>;

function Form({ send, done }: { send: Send; done?: (result: string) => void }) {
  const draft = useDraft({ name: 'test', initial: { name: '', city: '' }, send, done });
  return (
    <form {...draft.formProps}>
      <FormProblem draft={draft} />
      <TextInput label="name" {...bind(draft, 'name')} />
      <TextInput label="city" {...bind(draft, 'city')} />
      <button type="submit">send</button>
    </form>
  );
}

const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const submit = () => fireEvent.submit(screen.getByRole('button', { name: 'send' }));

test('what is typed survives a reload, until the server has said yes', async () => {
  const { unmount, user } = renderPart(<Form send={async () => ''} />);
  await user.type(field('name'), '江北');
  unmount();
  const done = vi.fn();
  renderPart(<Form send={async (values) => values.name} done={done} />);
  expect(field('name').value).toBe('江北');
  expect(screen.getByRole('status')).toHaveTextContent('已恢复');
  submit();
  await waitFor(() => expect(done).toHaveBeenCalledWith('江北'));
  expect(field('name').value).toBe('');
  expect(localStorage).toHaveLength(0);
});

test('a lost line keeps the entries and the key, so that a second try creates nothing twice', async () => {
  const keys: string[] = [];
  const send: Send = async (_values, key) => {
    keys.push(key);
    if (keys.length === 1) throw new Problem(0);
    return 'ok';
  };
  const { user } = renderPart(<Form send={send} />);
  await user.type(field('name'), 'x');
  submit();
  expect(await screen.findByRole('alert')).toHaveTextContent('保存在本机');
  expect(field('name').value).toBe('x');
  submit();
  await waitFor(() => expect(keys).toHaveLength(2));
  expect(keys[0]).toBe(keys[1]);
});

test('a refusal stands at its field, which gets the focus and loses the error when it is changed', async () => {
  const refused = new Problem(422, {
    code: 'invalid',
    errors: [{ code: 'missing', field: 'city', detail: '请填写城市' }],
  });
  const { user } = renderPart(<Form send={() => Promise.reject(refused)} />);
  submit();
  expect(await screen.findByText('请填写城市')).toBeVisible();
  await waitFor(() => expect(field('city')).toHaveFocus());
  expect(screen.queryByRole('alert')).toBeNull();
  await user.type(field('city'), '南');
  expect(screen.queryByText('请填写城市')).toBeNull();
});

test('a refusal without a field stands above the form', async () => {
  renderPart(<Form send={() => Promise.reject(new Problem(403, { detail: '没有权限' }))} />);
  submit();
  expect(await screen.findByRole('alert')).toHaveTextContent('没有权限');
});

test('the Enter that ends a composition does not send', () => {
  renderPart(<Form send={async () => ''} />);
  const composing = new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true });
  field('name').dispatchEvent(composing);
  expect(composing.defaultPrevented).toBe(true);
  const plain = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
  field('name').dispatchEvent(plain);
  expect(plain.defaultPrevented).toBe(false);
});

test('logging out forgets drafts and nothing else', () => {
  localStorage.setItem('sente.draft.x', '{}');
  localStorage.setItem('sente.prefs', '{}');
  forgetDrafts();
  expect(Object.keys(localStorage)).toEqual(['sente.prefs']);
});
