import type { Rule } from '../rule.ts';

/** A tool that sends texts needs texts to send, and texts need a tool that sends them. */
const textsAndToolTogether: Rule = ({ tools, messages }) => {
  if (tools === undefined) return [];
  const listed = tools.includes('send_text');
  if (listed && messages === undefined)
    return [
      {
        path: ['tools', tools.indexOf('send_text')],
        at: 'value',
        message: 'send_text needs texts to send; add messages with templates',
      },
    ];
  if (!listed && messages !== undefined)
    return [{ path: ['messages'], at: 'key', message: 'nothing sends these texts; add send_text to tools' }];
  return [];
};

export const messageRules: readonly Rule[] = [textsAndToolTogether];
