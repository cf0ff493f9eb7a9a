/** What an AWS client needs to speak to a server of the test's own. */
export function atEndpoint(url: string) {
  return {
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
}
