import { type Laptop, startLaptop } from '../../local/laptop.ts';
import { theAssembly } from './an-assembly.ts';

/** The whole stack with ears and a voice, its data in memory. To be closed. */
export async function aLaptop(): Promise<Laptop> {
  return startLaptop({
    dataDirectory: 'memory',
    latency: 'zero',
    seed: 1,
    realServices: new Set(),
    assemblyDirectory: await theAssembly(),
  });
}
