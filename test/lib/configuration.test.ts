import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { type Configuration, ConfigurationInvalid, readConfiguration } from '../../lib/configuration.ts';
import { CERTIFICATE } from '../builders/stack.ts';

function configurationOf(context: Record<string, unknown>): Configuration {
  return readConfiguration(new App({ context }).node);
}

describe('the configuration', () => {
  it('leaves the media service out unless it is asked for', () => {
    expect(configurationOf({})).toEqual({ mediaService: false, mediaTasks: 2 });
  });

  it('reads the words that the command line gives as well as the values of a file', () => {
    const words = { mediaService: 'true', mediaTasks: '3', mediaCertificateArn: CERTIFICATE };
    const values = { mediaService: true, mediaTasks: 3, mediaCertificateArn: CERTIFICATE };
    expect(configurationOf(words)).toEqual(configurationOf(values));
    expect(configurationOf({ mediaService: 'false' }).mediaService).toBe(false);
  });

  it.each([
    ['mediaService', 'perhaps'],
    ['mediaTasks', '0'],
    ['mediaTasks', 'many'],
    ['mediaCertificateArn', 'arn:aws:iam::111122223333:server-certificate/old'],
    ['mediaAllowedOrigins', 'http://www.example.com'],
    ['alarmEmail', 'on-call'],
  ])('refuses %s=%s, naming the key and what it was', (key, value) => {
    expect(() => configurationOf({ [key]: value })).toThrow(ConfigurationInvalid);
    expect(() => configurationOf({ [key]: value })).toThrow(new RegExp(`${key}: .*"${value}"`));
  });

  it('names everything that is wrong at once', () => {
    expect(() => configurationOf({ mediaTasks: '0', alarmEmail: 'x' })).toThrow(/mediaTasks.*alarmEmail/);
  });
});
