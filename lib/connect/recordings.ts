import { CfnInstanceStorageConfig } from 'aws-cdk-lib/aws-connect';
import { Construct } from 'constructs';
import { Recordings } from '../media-service/recordings.ts';

/**
 * Where a new instance puts the recordings of calls: an instance made through the API has no place of its own
 * for them. Connect lets its service-linked role write there when the two are associated (administrator guide,
 * "Restrict AWS resources that can be associated with Amazon Connect").
 */
export class CallRecordings extends Construct {
  readonly storage: CfnInstanceStorageConfig;
  readonly bucketName: string;

  constructor(scope: Construct, id: string, { instanceArn }: { instanceArn: string }) {
    super(scope, id);
    const { bucket } = new Recordings(this, 'Recordings');
    this.bucketName = bucket.bucketName;
    this.storage = new CfnInstanceStorageConfig(this, 'Storage', {
      instanceArn,
      resourceType: 'CALL_RECORDINGS',
      storageType: 'S3',
      s3Config: { bucketName: bucket.bucketName, bucketPrefix: 'connect/calls' },
    });
  }
}
