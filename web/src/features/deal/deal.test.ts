import { describe, expect, test } from 'vitest';
import { story } from '@/features/timeline/story';
import { person } from './fixture';
import { arrangement, card, ghostId, heightOf, reportingLines } from './influences/map/layout';
import { changedGroups, newInfluence, observations, personPatch, plainChanges, startValues } from './influences/values';
import { bandOf } from './objective/band';
import { cut, slotParams } from './objective/slots';
import { toggleVeto } from './qualification/veto';
import { cleanSheetSearch } from './search';
import type { TimelineChange, TimelineEvent } from './types';

test('veto items: a third one is not taken, one can be given back', () => {
  expect(toggleVeto(['R1'], 'R2')).toEqual(['R1', 'R2']);
  expect(toggleVeto(['R1', 'R2'], 'R3')).toEqual(['R1', 'R2']);
  expect(toggleVeto(['R1', 'R2'], 'R1')).toEqual(['R2']);
});

test('the temperature has five bands, a border belonging to the lower one', () => {
  expect([0, 20, 25, 40, 60, 80, 85, 100].map(bandOf)).toEqual([
    'panic',
    'panic',
    'worry',
    'worry',
    'ok',
    'comfortable',
    'euphoric',
    'euphoric',
  ]);
});

test('the sentence is cut at its slots, in the order of the language', () => {
  expect(cut(`By ${slotParams.when} sell ${slotParams.what}.`)).toEqual([
    { words: 'By ' },
    { slot: 'when' },
    { words: ' sell ' },
    { slot: 'what' },
    { words: '.' },
  ]);
});

test('the address keeps what the page knows', () => {
  expect(cleanSheetSearch({ view: 'list', person: '5', role: 'EB', other: 'x' })).toEqual({
    view: 'list',
    person: '5',
    role: 'EB',
  });
  expect(cleanSheetSearch({ view: 'table', person: '' })).toEqual({});
});

describe('what is sent about a person', () => {
  const before = startValues(person(), []);
  const today = '2026-11-21';

  test('nothing, while nothing changed', () => {
    expect(plainChanges(before, { ...before })).toEqual({});
    expect(observations(before, { ...before }, today)).toEqual([]);
  });

  test('plain fields that differ; an emptied one is null; a result without words is none', () => {
    const after = { ...before, plan: '', influence: undefined, results: [{ metric: 'x' }], wins: ['safety'] };
    expect(plainChanges({ ...before, plan: 'old' }, after)).toEqual({ plan: null, influence: null, wins: ['safety'] });
  });

  test('each observed field with the day and the source of its group', () => {
    const why = { gap: { on: '2026-11-18', source: 'coach' as const, evidence: '' } };
    const after = { ...before, expectation: 8, support: undefined, why };
    expect(changedGroups(before, after)).toEqual(['support', 'gap']);
    expect(observations(before, after, today)).toEqual([
      { field: 'support', value: null, on: today, source: 'own_eyes', evidence: '' },
      { field: 'expectation', value: 8, on: '2026-11-18', source: 'coach', evidence: '' },
    ]);
  });

  test('a new person is made in place, and only what is known is sent', () => {
    const values = { ...startValues(undefined, [], 'UB'), create: true, new_name: ' 杜若飞 ', support: 2 };
    expect(newInfluence(values, today)).toEqual({
      new_contact: { name: '杜若飞' },
      roles: ['UB'],
      support: 2,
      contact: 0,
      on: today,
      source: 'own_eyes',
    });
  });

  test('what is known of a new person was true at the last contact, unless another day is given', () => {
    const values = {
      ...startValues(undefined, [], 'UB'),
      contact_id: '7',
      last_contact_on: '2026-11-03',
      sways: ['2'],
    };
    expect(newInfluence(values, today)).toMatchObject({
      on: '2026-11-03',
      last_contact_on: '2026-11-03',
      sways: ['2'],
    });
    const why = { support: { on: '2026-11-09', source: 'coach' as const, evidence: '' } };
    expect(newInfluence({ ...values, why }, today)).toMatchObject({ on: '2026-11-09', source: 'coach' });
  });

  test('fields, what was seen and whom he sways go in one change', () => {
    const after = { ...before, plan: '先见', support: 4, sways: ['502'] };
    expect(personPatch(before, before, today)).toEqual({});
    expect(personPatch(before, after, today)).toEqual({
      plan: '先见',
      seen: [{ field: 'support', value: 4, on: today, source: 'own_eyes' }],
      sways: ['502'],
    });
  });
});

describe('the map', () => {
  const boss = person({ id: '1', contact_id: 'c1' });
  const below = person({ id: '2', contact_id: 'c2', reports_to_id: 'c1' });
  const alone = person({ id: '3', contact_id: 'c3', reports_to_id: 'elsewhere' });

  test('draws the reporting lines among the people of the deal', () => {
    expect(reportingLines([boss, below, alone])).toEqual([['1', '2']]);
  });

  test('puts the superior above, a card where it was put by hand, missing roles below all', () => {
    const places = arrangement([boss, below, { ...alone, place: { x: 400, y: 20 } }], ['EB']);
    const at = (id: string) => places.get(id) ?? { x: Number.NaN, y: Number.NaN };
    expect(at('1').y).toBeLessThan(at('2').y);
    expect(at('3')).toEqual({ x: 400, y: 20 });
    expect(at(ghostId('EB')).y).toBeGreaterThan(at('2').y + card.height);
    expect(heightOf(places)).toBeGreaterThanOrEqual(240);
  });
});

describe('the story of an event', () => {
  const event = (changes: Partial<TimelineChange>[]): TimelineEvent => ({
    id: '9',
    at: '2026-11-20T02:00:00.000Z',
    act: 'influence.observed',
    kind: 'influence',
    subject_id: '501',
    changes: changes.map((change) => ({ kind: 'influence', id: '501', how: 'changed', ...change })),
  });

  test('tells each change once, by person', () => {
    const told = story(
      event([
        { kind: 'observation', field: 'support', after: -4, about_id: '501', name: '刘敏' },
        { field: 'support', before: -3, after: -4, about_id: '501', name: '刘敏' },
        { field: 'place', after: { x: 1, y: 2 }, about_id: '501', name: '刘敏' },
      ]),
    );
    expect(told).toEqual([
      { key: '9-1', name: '刘敏', turns: [{ kind: 'influence', field: 'support', before: -3, after: -4 }] },
    ]);
  });

  test('names the red flags that came and went', () => {
    const told = story(
      event([
        { kind: 'flag', how: 'added', name: 'RF-01' },
        { kind: 'flag', field: 'cleared_at', after: 'x', name: 'RF-06' },
        { kind: 'flag', field: 'severity', before: 'low', after: 'high', name: 'RF-06' },
      ]),
    );
    expect(told.map(({ flag, rule }) => [flag, rule])).toEqual([
      ['raised', 'RF-01'],
      ['cleared', 'RF-06'],
    ]);
  });
});
