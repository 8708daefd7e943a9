import type { WindowsEvent } from "../../../src/windows/events/event.ts";
import { eventsOf } from "./story.ts";

/** A busy server's minute: logons over the net, failures, services, people who come, lock, leave. */
export function busyMinute(): WindowsEvent[] {
  const lines: string[] = ["00:00:00 kernel12"];
  const at = (second: number, micros: number): string =>
    `00:00:${String(second).padStart(2, "0")}.${String(micros).padStart(6, "0")}`;
  for (let second = 1; second < 59; second++) {
    for (let nth = 0; nth < 20; nth++) {
      const id = `0x${(second * 4096 + nth * 16).toString(16)}`;
      const words = `user=CORP\\${nth % 2 ? "anna" : "bernd"} type=3 id=${id} ip=192.0.2.${nth} port=${50_000 + nth}`;
      lines.push(`${at(second, nth * 40_000)} 4624 ${words}`, `${at(second, nth * 40_000 + 1)} 4672 ${words}`);
      lines.push(`${at(second, nth * 40_000 + 20_000)} 4634 ${words}`);
      if (nth % 5 === 0) lines.push(`${at(second, nth * 40_000 + 30_000)} 4625 ${words}`);
    }
    const person = `user=CORP\\chiyo type=10 id=0x${(second * 4096 + 15).toString(16)} ts=${second} ip=192.0.2.99`;
    lines.push(`${at(second, 900_000)} 4624 ${person}`, `${at(second, 900_001)} lsm21 ${person}`);
    if (second > 10) {
      const left = `user=CORP\\chiyo id=0x${((second - 9) * 4096 + 15).toString(16)} ts=${second - 9}`;
      lines.push(`${at(second, 950_000)} 4800 ${left}`, `${at(second, 960_000)} 4647 ${left}`);
      lines.push(`${at(second, 970_000)} lsm23 ${left}`);
    }
  }
  return eventsOf(lines.join("\n"));
}

/** The minute again and again, `count` events of it. */
export function* busyServer(count: number): Generator<WindowsEvent> {
  const minute = busyMinute();
  for (let number = 0; number < count; number++) {
    const event = minute[number % minute.length] as WindowsEvent;
    const round = BigInt(Math.floor(number / minute.length));
    yield {
      provider: event.provider,
      channel: event.channel,
      computer: event.computer,
      id: event.id,
      version: event.version,
      record: event.record + round * 100_000n,
      time: event.time + round * 60_000_000n,
      data: event.data,
      unnamed: event.unnamed,
    };
  }
}
