import { describe, expect, it } from 'vitest';
import { aDesk, doneOf, said } from '../../builders/a-desk.ts';
import { callerSaid, callStarted } from '../../builders/a-turn-request.ts';
import { end, scriptedModel, text } from '../../builders/scripted-model.ts';

describe('a turn', () => {
  it('answers the phone with the greeting of the playbook, without asking a model', async () => {
    const model = scriptedModel('first-model');
    const desk = aDesk({ models: [model] });
    const answer = await desk.take(callStarted());
    expect(said(answer)).toEqual(["Hello, this is Robin, Elm Street Dental's AI assistant. How can I help?"]);
    expect(doneOf(answer)).toMatchObject({ turn: 1, replayed: false, model: 'none', fellBack: [] });
    expect(model.requests).toEqual([]);
    expect(desk.store.records.map(({ state }) => state.status)).toEqual(['greeting']);
  });

  it('speaks the model’s sentences and stores the turn once', async () => {
    const model = scriptedModel('first-model', [
      text('We open at eight. Would Tuesday'),
      text(' work? <expect kind="date" field="day"/>'),
      end(),
    ]);
    const desk = aDesk({ models: [model] });
    await desk.take(callStarted());
    const answer = await desk.take(callerSaid(2, 'when do you open'));
    expect(said(answer)).toEqual(['We open at eight.', 'Would Tuesday work?']);
    expect(desk.store.records).toHaveLength(2);
    expect(desk.store.records[1]?.state).toMatchObject({
      turn: 2,
      status: 'talking',
      expect: { kind: 'date', field: 'day' },
    });
  });
});
