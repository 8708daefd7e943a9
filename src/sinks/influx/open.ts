import { renderError } from "../../model/error.ts";
import { visible } from "../../model/visible.ts";
import { type Answer, shortened } from "./answer.ts";
import { authorization } from "./credentials.ts";
import { detectVersion, type Product, productNames } from "./detect-version.ts";
import { failureOf } from "./failure.ts";
import { Lines } from "./lines.ts";
import { type AboutLines, type Destination, type Meaning, meaningOf, type Postponed } from "./meaning.ts";
import type { LineSink, WriteOutcome } from "./outcome.ts";
import { writePath } from "./paths.ts";
import { type ServerUrl, serverUrl } from "./server-url.ts";
import { settle } from "./settle.ts";
import { type Piece, piecesOf, sideBySide } from "./side-by-side.ts";
import type { InfluxTarget } from "./target.ts";
import { Wire } from "./wire.ts";

/** Requests under way at once, when there is enough for them: a server parses on all its processors. */
const WIRES = 4;

/**
 * Makes a sink of a server, without asking it anything: that is for the first write. Throws E_USAGE for an address, a
 * certificate or a key that cannot be used.
 */
export function openInflux(target: InfluxTarget): LineSink {
  return new InfluxSink(target);
}

class InfluxSink implements LineSink {
  readonly #target: InfluxTarget;
  readonly #server: ServerUrl;
  /** Lines go over these, and questions what the server is over one more: each takes one request at a time. */
  readonly #wires: readonly Wire[];
  readonly #asking: Wire;
  #product: Product | undefined;
  #finding: Promise<Product | Postponed> | undefined;

  constructor(target: InfluxTarget) {
    this.#target = target;
    this.#server = serverUrl(target.url, "--influx-url");
    this.#asking = new Wire(this.#server, target);
    this.#wires = Array.from({ length: WIRES }, () => new Wire(this.#server, target));
    const { version } = target;
    if (version !== "auto") this.#product = { version, name: productNames[version] };
  }

  get name(): string {
    const product = this.#product?.name ?? "InfluxDB";
    const path = this.#product && writePath(this.#product.version, this.#target);
    const place = path !== undefined && "place" in path ? `, ${path.place}` : "";
    return visible(`${product} at ${this.#server.text}${place}`);
  }

  async write(text: Uint8Array): Promise<WriteOutcome> {
    const senders = this.#wires.map((wire) => (piece: Piece) => this.#settle(piece, wire));
    return sideBySide(piecesOf(text), senders);
  }

  close(): void {
    for (const wire of [this.#asking, ...this.#wires]) wire.close();
  }

  async #settle({ text, lines }: Piece, wire: Wire): Promise<WriteOutcome> {
    const first = await this.#send(text, wire);
    if (first.kind === "stored") return { kind: "stored", lines, refused: [] };
    const posting = {
      send: (part: Uint8Array) => this.#send(part, wire),
      refusal: (answer: AboutLines) => this.#refusal(answer),
    };
    return settle(new Lines(text), posting, first);
  }

  get #destination(): Destination {
    return { name: this.name, database: this.#target.database };
  }

  async #send(part: Uint8Array, { transport }: Wire): Promise<Meaning> {
    try {
      const product = await this.#found();
      if ("kind" in product) return product;
      const to = writePath(product.version, this.#target);
      if ("missing" in to) return this.#configuration(to.missing, { cure: to.cure });
      const text = Buffer.from(part.buffer, part.byteOffset, part.length).toString("utf8");
      const answer = await transport.post(to.path, text, this.#headers(product));
      const meaning = meaningOf(answer, this.#destination);
      // Another server may have taken the place of the one that was asked, or something before it have answered then.
      const isRefused = meaning.kind === "later" && meaning.nature === "configuration";
      if (isRefused && this.#target.version === "auto") this.#product = undefined;
      return meaning;
    } catch (error) {
      return failureOf(error, this.name, this.#target.timeout);
    }
  }

  /** What the server is, asked once, for whoever wants to know. */
  async #found(): Promise<Product | Postponed> {
    if (this.#product !== undefined) return this.#product;
    this.#finding ??= this.#find().finally(() => {
      this.#finding = undefined;
    });
    return this.#finding;
  }

  async #find(): Promise<Product | Postponed> {
    const get = (path: string): Promise<Answer> => this.#asking.transport.get(path, this.#headers());
    const found = await detectVersion(get, this.#target, this.#destination);
    if (!("kind" in found)) this.#product = found;
    return found;
  }

  #headers(product?: Product): Record<string, string> {
    const login = authorization(this.#target, product?.version);
    return login === undefined ? {} : { Authorization: login };
  }

  #refusal({ status, text }: AboutLines): Postponed {
    const found = shortened(text.words === "" ? `HTTP ${status}` : `HTTP ${status}, "${text.words}"`);
    return this.#configuration("the server refuses every request, even without lines", {
      found,
      cure: "check the options --influx-*",
    });
  }

  #configuration(problem: string, facts: { readonly found?: string; readonly cure: string }): Postponed {
    const reason = renderError("E_SINK", problem, { path: this.name, ...facts });
    return { kind: "later", nature: "configuration", reason };
  }
}
