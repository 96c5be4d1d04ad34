import { expect } from 'vitest';
import type { Property } from '../testing/property.ts';
import { statementsOf, type Stage } from '../testing/stage.ts';

const address = (stage: Stage, name: string): string =>
  stage.isProduction ? `${name}.chancery.example` : `${name}.${stage.name}.chancery.example`;
const server = (stage: Stage) => stage.inputs('aws:lambda/function:Function', 'WebServerEuwest2Function');

export const site: Property[] = [
  {
    name: 'the site deploys a folder that was built and tested before, and fails without one',
    holds: (stage) => {
      const { create, update } = stage.inputs('Command', 'WebBuilder');
      expect(create).toMatch(/^node "[^"]+\/start\.mjs" build:site --verify \.$/);
      expect(update).toBe(create);
    },
  },
  {
    name: 'a newer site is served only when the API and the worker that it needs are healthy',
    holds: (stage) => {
      expect(stage.one('aws:lambda/function:Function', 'WebServerEuwest2Function').options.dependsOn).toEqual(
        expect.arrayContaining(['ApiService', 'WorkerService']),
      );
    },
  },
  {
    name: 'site and API answer under the names of the stage',
    holds: (stage) => {
      expect(stage.inputs('Distribution').aliases).toEqual([address(stage, 'app')]);
      const records = stage.all('aws:route53/record:Record').filter(({ inputs }) => inputs.type === 'A');
      expect(records.map(({ inputs }) => inputs.name).sort()).toEqual([
        address(stage, 'api'),
        address(stage, 'app'),
      ]);
    },
  },
  {
    name: 'site and API are told each other’s address',
    holds: (stage) => {
      const { variables } = server(stage).environment as { variables: Record<string, string> };
      expect(variables.API_URL).toBe(`https://${address(stage, 'api')}`);
      expect(stage.container('Api', 'api').environment).toContainEqual({
        name: 'WEB_ORIGIN',
        value: `https://${address(stage, 'app')}`,
      });
    },
  },
  {
    name: 'the site is served over TLS of today, and plain HTTP is sent on',
    holds: (stage) => {
      const { viewerCertificate, defaultCacheBehavior } = stage.inputs('Distribution');
      expect(viewerCertificate).toMatchObject({
        minimumProtocolVersion: 'TLSv1.2_2021',
        sslSupportMethod: 'sni-only',
      });
      expect(defaultCacheBehavior).toMatchObject({ viewerProtocolPolicy: 'redirect-to-https' });
    },
  },
  {
    name: 'every answer of the site tells browsers to come by HTTPS alone, and to guess no type',
    holds: (stage) => {
      const { defaultCacheBehavior, orderedCacheBehaviors } = stage.inputs('Distribution');
      expect(defaultCacheBehavior).toMatchObject({
        responseHeadersPolicyId: stage.id('ResponseHeadersPolicy'),
      });
      expect(orderedCacheBehaviors ?? []).toEqual([]);
      expect(stage.inputs('ResponseHeadersPolicy').securityHeadersConfig).toMatchObject({
        strictTransportSecurity: {
          accessControlMaxAgeSec: 31_536_000,
          includeSubdomains: true,
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: 'DENY' },
      });
    },
  },
  {
    name: 'the addresses of the site’s functions are not public',
    holds: (stage) => {
      const addresses = stage.all('FunctionUrl');
      expect(addresses).toHaveLength(2);
      for (const { inputs } of addresses) expect(inputs.authorizationType).toBe('AWS_IAM');
    },
  },
  {
    name: 'only this distribution may call the site’s functions',
    holds: (stage) => {
      const allowed = stage.all('aws:lambda/permission:Permission');
      expect(allowed).toHaveLength(4);
      for (const { inputs } of allowed) {
        expect(inputs).toMatchObject({
          principal: 'cloudfront.amazonaws.com',
          sourceArn: stage.arn('Distribution'),
        });
      }
    },
  },
  {
    name: 'the files of the site are read by distributions of this account alone',
    holds: (stage) => {
      const allowed = statementsOf(stage.inputs('BucketPolicy', 'WebAssetsPolicy').policy).filter(
        ({ Effect }) => Effect === 'Allow',
      );
      expect(allowed).toEqual([
        {
          Effect: 'Allow',
          Principal: { Service: ['cloudfront.amazonaws.com'] },
          Action: ['s3:GetObject'],
          Resource: [`${stage.arn('aws:s3/bucket:Bucket', 'WebAssetsBucket')}/*`],
          Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::123456789012:distribution/*' } },
        },
      ]);
    },
  },
  {
    name: 'requests to the site’s functions are signed at the edge, their bodies included',
    holds: (stage) => {
      expect(stage.inputs('Distribution').defaultCacheBehavior).toMatchObject({
        lambdaFunctionAssociations: [
          {
            eventType: 'origin-request',
            includeBody: true,
            lambdaArn: stage.one('aws:lambda/function:Function', 'WebEdgeFunction').outputs.qualifiedArn,
          },
        ],
      });
    },
  },
  {
    name: 'the function at the edge may do nothing, not even log, since nothing would end those logs',
    holds: (stage) => {
      expect(stage.inputs('Role', 'WebEdgeFunctionRole').managedPolicyArns).toEqual([]);
      expect(stage.statements('WebEdgeFunctionRole')).toEqual([]);
    },
  },
  {
    name: 'no other site may call the site’s functions from a browser',
    holds: (stage) => {
      for (const { inputs } of stage.all('FunctionUrl')) expect(inputs.cors).toBeUndefined();
    },
  },
  {
    name: 'every function is x86_64, the one for images included',
    holds: (stage) => {
      const functions = stage
        .all('aws:lambda/function:Function')
        .filter(({ name }) => name !== 'WebEdgeFunction');
      expect(functions.map(({ name }) => name)).toContain('WebImageOptimizerFunction');
      for (const { name, inputs } of functions) expect(inputs.architectures, name).toEqual(['x86_64']);
    },
  },
  {
    name: 'the site runs on Node 24 and streams',
    holds: (stage) => {
      expect(server(stage)).toMatchObject({ runtime: 'nodejs24.x', memorySize: 1024 });
      expect(stage.inputs('FunctionUrl', 'WebServerEuwest2Url').invokeMode).toBe('RESPONSE_STREAM');
    },
  },
  {
    name: 'the server function is called through the lines that SST lays before it, and the one for images without',
    holds: (stage) => {
      expect(server(stage).handler).toBe('server-index.handler');
      const images = stage.inputs('aws:lambda/function:Function', 'WebImageOptimizerFunction');
      expect(images.handler).toBe('index.handler');
    },
  },
  {
    name: 'the site may invalidate its own stage’s distribution alone',
    holds: (stage) => {
      const invalidate = stage
        .statements('WebServerEuwest2Role')
        .filter(({ Action }) => Action.some((action) => action.startsWith('cloudfront:')));
      expect(invalidate).toEqual([
        {
          Effect: 'Allow',
          Action: ['cloudfront:CreateInvalidation'],
          Resource: ['arn:aws:cloudfront::123456789012:distribution/*'],
          Condition: {
            StringEquals: { 'aws:ResourceTag/app': 'chancery', 'aws:ResourceTag/stage': stage.name },
          },
        },
      ]);
    },
  },
  {
    name: 'the site’s queue and table are encrypted, and the table can be restored',
    holds: (stage) => {
      expect(stage.inputs('aws:sqs/queue:Queue').sqsManagedSseEnabled).toBe(true);
      expect(stage.inputs('aws:dynamodb/table:Table')).toMatchObject({
        serverSideEncryption: { enabled: true },
        pointInTimeRecovery: { enabled: true },
      });
    },
  },
];
