/** Whether the battery runs low, where the browser tells: most do not, and then it is silent. */

/** Share of a full battery. */
const LOW = 0.15;

export type Battery = Pick<EventTarget, "addEventListener" | "removeEventListener"> & {
  readonly level: number;
  readonly charging: boolean;
};

/** What this browser tells of its battery; null where it tells nothing. */
export async function ownBattery(): Promise<Battery | null> {
  const tells: unknown = Reflect.get(navigator, "getBattery");
  if (typeof tells !== "function") return null;
  const battery: unknown = await Reflect.apply(tells, navigator, []);
  return isBattery(battery) ? battery : null;
}

function isBattery(value: unknown): value is Battery {
  return value instanceof EventTarget && "level" in value && "charging" in value;
}

export class BatteryWatch {
  low = $state(false);
  #battery: Battery | null = null;
  #closed = false;

  constructor(asked: Promise<Battery | null>) {
    asked.then(
      (battery) => {
        if (this.#closed || battery === null) return;
        this.#battery = battery;
        battery.addEventListener("levelchange", this.#look);
        battery.addEventListener("chargingchange", this.#look);
        this.#look();
      },
      () => undefined,
    );
  }

  close(): void {
    this.#closed = true;
    this.#battery?.removeEventListener("levelchange", this.#look);
    this.#battery?.removeEventListener("chargingchange", this.#look);
  }

  readonly #look = (): void => {
    const battery = this.#battery;
    this.low = battery !== null && !battery.charging && battery.level <= LOW;
  };
}
