/** A service that may be left to AWS itself. */
export type RealService = 'bedrock' | 'polly' | 'transcribe';

/** The services that the laptop's cloud answers for, and the SDK's name for the endpoint of each. */
const ENDPOINT_VARIABLE = {
  bedrock: 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME',
  dynamodb: 'AWS_ENDPOINT_URL_DYNAMODB',
  eventbridge: 'AWS_ENDPOINT_URL_EVENTBRIDGE',
  lambda: 'AWS_ENDPOINT_URL_LAMBDA',
  'pinpoint-sms-voice-v2': 'AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2',
  polly: 'AWS_ENDPOINT_URL_POLLY',
  s3: 'AWS_ENDPOINT_URL_S3',
  'secrets-manager': 'AWS_ENDPOINT_URL_SECRETS_MANAGER',
  transcribe: 'AWS_ENDPOINT_URL_TRANSCRIBE_STREAMING',
} as const;
export type LocalService = keyof typeof ENDPOINT_VARIABLE;
export const LOCAL_SERVICES = Object.keys(ENDPOINT_VARIABLE).filter(
  (name): name is LocalService => name in ENDPOINT_VARIABLE,
);

export interface EnvironmentOptions {
  region: string;
  urls: Readonly<Partial<Record<LocalService, string>>>;
  /** Answers whatever no other endpoint does, so that nothing leaves this machine unnoticed. */
  elsewhereUrl: string;
  realServices: ReadonlySet<RealService>;
  /** This process's environment: where the credentials for real services are. */
  own: NodeJS.ProcessEnv;
}

/**
 * The environment in which AWS's SDK finds the laptop's services. With real services among them, the SDK also
 * gets this machine's credentials, and a service without an endpoint is AWS's own.
 */
export function sdkEnvironment(options: EnvironmentOptions): Record<string, string> {
  const endpoints = Object.fromEntries(
    LOCAL_SERVICES.flatMap((name) => {
      const url = options.urls[name];
      return url === undefined ? [] : [[ENDPOINT_VARIABLE[name], url]];
    }),
  );
  if (options.realServices.size > 0)
    return { ...credentialsOf(options.own), AWS_REGION: options.region, ...endpoints };
  return {
    AWS_REGION: options.region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: options.elsewhereUrl,
    ...endpoints,
  };
}

/** What the SDK's credential chain reads: its own variables, and the home directory of its files. */
function credentialsOf(own: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) => {
      const wanted = name === 'HOME' || (name.startsWith('AWS_') && !name.startsWith('AWS_ENDPOINT_URL'));
      return wanted && value !== undefined ? [[name, value]] : [];
    }),
  );
}
