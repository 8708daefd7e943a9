import type { Greeting } from "../../../src/windows/ask.ts";
import { RealChild } from "./real-child.ts";

/** Real children that a whole test file shares, one for each scene: each start takes about a second. */
export class Scenes {
  readonly #children = new Map<string, Promise<{ child: RealChild; greeting: Greeting }>>();

  /** Runs a body with the child of a scene. */
  async in(scene: string, body: (child: RealChild, greeting: Greeting) => Promise<void>): Promise<void> {
    const started = this.#children.get(scene) ?? start(scene);
    this.#children.set(scene, started);
    const { child, greeting } = await started;
    await body(child, greeting);
  }

  /** Ends them all by the end of their input; throws where one does not end with 0. */
  async close(): Promise<void> {
    for (const [scene, started] of this.#children) {
      const { child } = await started;
      const code = await child.close();
      if (code !== 0) throw new Error(`the child of ${scene} ended with ${code}: ${child.stderr}`);
    }
  }
}

async function start(scene: string): Promise<{ child: RealChild; greeting: Greeting }> {
  const child = new RealChild(scene);
  return { child, greeting: await child.greeting() };
}
