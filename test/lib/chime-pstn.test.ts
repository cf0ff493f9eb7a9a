import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { EVERYTHING, stackWith } from '../builders/stack.ts';

const { template } = stackWith(EVERYTHING);

describe('SIP media applications', () => {
  it('are not made unless they are asked for', () => {
    stackWith().template.resourceCountIs('AWS::Chime::SipMediaApplication', 0);
  });

  it('answer inside the five seconds after which Chime asks again', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'Answers the invocations of the SIP media application.',
      Timeout: 5,
    });
  });

  it('may be invoked by Chime for this application only', () => {
    template.hasResourceProperties('AWS::Lambda::Permission', {
      Principal: 'voiceconnector.chime.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
      SourceArn: Match.objectLike({ 'Fn::Join': Match.anyValue() }),
    });
  });

  it('talk through the very alias that Amazon Connect uses, which lets both in and nobody else', () => {
    template.resourceCountIs('AWS::Lex::BotAlias', 1);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          BOT_ALIAS_ARN: { 'Fn::GetAtt': [Match.stringLikeRegexp('BotAlias'), 'Arn'] },
        }),
      },
    });
    const [policy] = Object.values(template.findResources('AWS::Lex::ResourcePolicy'));
    const statements: { Principal: unknown }[] = policy?.Properties.Policy.Statement;
    expect(statements.map(({ Principal }) => Principal)).toEqual([
      { Service: 'connect.amazonaws.com' },
      { Service: 'voiceconnector.chime.amazonaws.com' },
    ]);
  });

  it('get the calls to each number by a rule of its own, with a name that Chime takes', () => {
    template.hasResourceProperties('Custom::ParleySipRule', {
      Name: Match.stringLikeRegexp('^[a-zA-Z0-9 _.-]{1,256}$'),
      PhoneNumber: '+12065550100',
      SipMediaApplicationId: { 'Fn::GetAtt': [Match.anyValue(), 'SipMediaApplicationId'] },
    });
  });
});
