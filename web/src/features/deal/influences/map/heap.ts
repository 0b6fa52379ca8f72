/** A queue that gives the entry of the lowest price first. */
export class Heap {
  private readonly entries: number[] = [];
  private readonly prices: number[] = [];

  get size(): number {
    return this.entries.length;
  }

  clear(): void {
    this.entries.length = 0;
    this.prices.length = 0;
  }

  push(entry: number, price: number): void {
    let at = this.entries.length;
    this.entries.push(entry);
    this.prices.push(price);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if ((this.prices[up] as number) <= price) break;
      this.swap(at, up);
      at = up;
    }
  }

  /** Takes the cheapest entry out; there must be one. */
  pop(): number {
    const first = this.entries[0] as number;
    this.swap(0, this.entries.length - 1);
    this.entries.pop();
    this.prices.pop();
    let at = 0;
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < this.prices.length && (this.prices[left] as number) < (this.prices[least] as number)) least = left;
      if (right < this.prices.length && (this.prices[right] as number) < (this.prices[least] as number)) least = right;
      if (least === at) return first;
      this.swap(at, least);
      at = least;
    }
  }

  private swap(a: number, b: number): void {
    [this.entries[a], this.entries[b]] = [this.entries[b] as number, this.entries[a] as number];
    [this.prices[a], this.prices[b]] = [this.prices[b] as number, this.prices[a] as number];
  }
}
