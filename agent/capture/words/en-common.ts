/** Words that tell nothing, and are no names. */
export const COMMON = `
  a an and are at be can could do does for from have i i'd i'll i'm in is it it's like me my need of on or our please
  so some that the this to up us want was we which with would you your hi hello just wondering any am been also tell
  about let know give they by quick question time under
`;
