import { createAlarms } from './alarms.ts';
import { createAlarmTopic } from './alarm-topic.ts';
import { createBackendImage } from './backend-image.ts';
import { createCluster } from './cluster.ts';
import { createDashboard } from './dashboard.ts';
import { createDatabase } from './database.ts';
import { createDnsFirewall } from './dns-firewall.ts';
import { createDocumentsBucket } from './documents-bucket.ts';
import { harden } from './hardening.ts';
import { createIsolatedSubnets } from './isolated-subnets.ts';
import { createKey } from './key.ts';
import { createLogsBucket } from './logs-bucket.ts';
import { createMail } from './mail.ts';
import { namesOf } from './names.ts';
import { createNetwork } from './network.ts';
import { createSecrets } from './secrets.ts';
import { createSecurityGroups } from './security-groups.ts';
import { createServices } from './services.ts';
import { deploySettings } from './settings.ts';
import { createSite } from './site.ts';
import { policyOf } from './stage-policy.ts';

/** The whole stage, in the order in which its parts need each other. */
export async function deploy() {
  const settings = deploySettings();
  const policy = policyOf($app.stage);
  const names = namesOf($app.stage, settings.domain);
  const { region } = aws.getRegionOutput();

  const key = createKey(policy);
  harden(policy, key);
  const logs = createLogsBucket(policy);
  const vpc = createNetwork(policy, settings, logs);
  const isolated = createIsolatedSubnets(vpc);
  createDnsFirewall(vpc, settings);
  const groups = createSecurityGroups(vpc, isolated);
  const database = createDatabase(policy, vpc, groups, key);
  const documents = createDocumentsBucket(policy, `https://${names.web}`, logs, key);
  const topic = createAlarmTopic(settings, key);
  const mail = createMail(policy, names.mail, topic);
  const secrets = createSecrets(policy);
  const cluster = createCluster(vpc);
  const image = await createBackendImage(policy, settings, key);
  const services = createServices({
    cluster,
    vpc,
    image,
    groups,
    isolated,
    logs,
    targets: {
      bucketArn: documents.arn,
      senderArns: [mail.nodes.identity.arn, mail.nodes.configurationSet.arn],
      key,
      region,
    },
    settings: { policy, deploy: settings, names, region, database, bucketName: documents.name, secrets },
  });
  const site = createSite({ policy, settings, names, secrets, key, after: [services.api, services.worker] });
  const watched = { topic, loadBalancer: services.api.nodes.loadBalancer, database };
  createDashboard(watched, createAlarms(watched), services, cluster);

  return {
    site: site.url,
    api: `https://${names.api}`,
    mailDomain: names.mail,
    image,
    cluster: cluster.nodes.cluster.name,
    documents: documents.name,
  };
}
