/** The cluster; its tasks run in the private subnets. Handed the network itself, SST would put them in the public ones. */
export function createCluster(vpc: sst.aws.Vpc): sst.aws.Cluster {
  return new sst.aws.Cluster('Cluster', {
    vpc: {
      id: vpc.id,
      securityGroups: vpc.securityGroups,
      containerSubnets: vpc.privateSubnets,
      loadBalancerSubnets: vpc.publicSubnets,
      cloudmapNamespaceId: vpc.nodes.cloudmapNamespace.id,
      cloudmapNamespaceName: vpc.nodes.cloudmapNamespace.name,
    },
    transform: {
      cluster: (args) => {
        args.settings = [{ name: 'containerInsights', value: 'enabled' }];
      },
    },
  });
}
