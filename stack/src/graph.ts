/** Something that can start only after others. */
export interface GraphNode {
  name: string;
  needs: readonly string[];
}

/**
 * The wanted nodes and all they need, each after what it needs.
 *
 * @throws when a name is unknown or nodes need each other in a circle
 */
export function startOrder<Node extends GraphNode>(
  nodes: readonly Node[],
  wanted: readonly string[],
): Node[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const order: Node[] = [];
  const open = new Set<string>();
  const visit = (name: string): void => {
    const node = byName.get(name);
    if (!node) throw new Error(`There is no service ${name}; known: ${[...byName.keys()].join(', ')}`);
    if (order.includes(node)) return;
    if (open.has(name))
      throw new Error(`Services need each other in a circle: ${[...open, name].join(', ')}`);
    open.add(name);
    node.needs.forEach(visit);
    open.delete(name);
    order.push(node);
  };
  wanted.forEach(visit);
  return order;
}

/**
 * Runs something for every node at once, each only after all it needs is done. When one fails, those that
 * need it are not run; the others finish.
 *
 * @throws the first failure, after everything has settled
 */
export async function inParallel<Node extends GraphNode>(
  order: readonly Node[],
  act: (node: Node) => Promise<void>,
): Promise<void> {
  const done = new Map<string, Promise<boolean>>();
  const failures: unknown[] = [];
  for (const node of order) {
    const run = async (): Promise<boolean> => {
      const ready = await Promise.all(node.needs.map((need) => done.get(need)));
      if (ready.includes(false)) return false;
      try {
        await act(node);
        return true;
      } catch (error) {
        failures.push(error);
        return false;
      }
    };
    done.set(node.name, run());
  }
  await Promise.all(done.values());
  if (failures.length > 0) throw failures[0];
}

/** Nodes in groups to stop one after another: first those that nothing needs any more. */
export function stopGroups<Node extends GraphNode>(order: readonly Node[]): Node[][] {
  const groups: Node[][] = [];
  let left = [...order];
  while (left.length > 0) {
    const group = left.filter((node) => !left.some((other) => other.needs.includes(node.name)));
    groups.push(group);
    left = left.filter((node) => !group.includes(node));
  }
  return groups;
}
