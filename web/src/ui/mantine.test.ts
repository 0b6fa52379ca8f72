import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '..');
const styles = readdirSync(join(source, '../node_modules/@mantine/core/styles'));
const sheet = readFileSync(join(source, 'ui/mantine.css'), 'utf8');

// Components that are made of others, with the style sheets they need.
const madeOf: Record<string, string[]> = {
  Select: ['Combobox', 'Input', 'ScrollArea', 'CloseButton'],
  TagsInput: ['Combobox', 'PillsInput', 'Pill', 'ScrollArea'],
  MultiSelect: ['Combobox', 'PillsInput', 'Pill', 'ScrollArea'],
  TextInput: ['Input'],
  Textarea: ['Input'],
  PasswordInput: ['PasswordInput', 'Input', 'ActionIcon'],
  Checkbox: ['Checkbox', 'InlineInput'],
  Modal: ['Modal', 'ModalBase', 'Paper', 'Overlay', 'CloseButton'],
  Drawer: ['Drawer', 'ModalBase', 'Paper', 'Overlay', 'CloseButton'],
  Button: ['Button', 'Loader', 'UnstyledButton'],
};

function used(): Set<string> {
  const found = new Set<string>();
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file)) continue;
    const text = readFileSync(join(source, file), 'utf8');
    for (const [, names = ''] of text.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)) {
      for (const name of names.split(',').map((part) => part.trim())) if (/^[A-Z]\w+$/.test(name)) found.add(name);
    }
  }
  return found;
}

test('every Mantine component in use has its style sheet', () => {
  const components = used();
  expect(components.size).toBeGreaterThan(10);
  const needed = [...components].flatMap((name) => madeOf[name] ?? [name]);
  const missing = needed.filter(
    (name) => styles.includes(`${name}.layer.css`) && !sheet.includes(`/${name}.layer.css`),
  );
  expect(missing).toEqual([]);
});
