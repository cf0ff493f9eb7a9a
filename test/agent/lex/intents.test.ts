import { describe, expect, it } from 'vitest';
import { botIntents, intentNames, wordsOfIntent } from '../../../agent/lex/intents.ts';
import { dentalPlaybook } from '../../builders/a-talk.ts';

const playbook = dentalPlaybook();

describe('the intents of a bot', () => {
  it('are one per goal, and yes, no, a person and goodbye', () => {
    expect(intentNames(playbook, ['en-US'])).toEqual([
      'FallbackIntent',
      'Goal_book',
      'Goal_cancel',
      'Goal_reschedule',
      'Person',
      'Yes',
      'No',
      'Goodbye',
    ]);
  });

  it('share no utterance, or Lex could not build the bot', () => {
    const all = botIntents(playbook, 'en-US').flatMap(({ utterances }) => utterances);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(50);
  });

  it('have names and utterances that Lex accepts', () => {
    for (const { name, utterances } of botIntents(playbook, 'en-US')) {
      expect(name).toMatch(/^([0-9a-zA-Z][_-]?){1,100}$/);
      expect(utterances.length).toBeGreaterThan(0);
      for (const utterance of utterances) expect(utterance).toMatch(/^[\p{L}\p{M}' ]{1,200}$/u);
    }
  });

  it('each stand for plain words; the fallback and a stranger’s intent for none', () => {
    expect(wordsOfIntent('Goal_book', playbook, 'en-US')).toBe("i'd like to book an appointment");
    expect(wordsOfIntent('Yes', playbook, 'en-US')).toBe('yes');
    expect(wordsOfIntent('FallbackIntent', playbook, 'en-US')).toBeUndefined();
    expect(wordsOfIntent('OrderPizza', playbook, 'en-US')).toBeUndefined();
  });
});
