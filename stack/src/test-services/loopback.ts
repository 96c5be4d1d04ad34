/** The part of a container's host settings that says where its ports are published. */
interface PublishesPorts {
  PortBindings?: Record<string, { HostIp?: string; HostPort?: string }[]>;
}

/** Publishes the ports of a container on this machine's own address only; testcontainers would on every one. */
export function onLoopback(hostConfig: PublishesPorts): void {
  for (const binding of Object.values(hostConfig.PortBindings ?? {}).flat()) binding.HostIp = '127.0.0.1';
}
