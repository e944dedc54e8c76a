import type { Api } from "./api";

/** Pictures as blob addresses: fetched once with the buyer's token, or kept from the file just sent. */
export class Media {
  private addresses = new Map<string, Promise<string>>();
  private made: string[] = [];

  constructor(private readonly api: Api) {}

  /** The buyer's own file, so that it need not come back over the net. */
  keep(id: string, address: string): void {
    this.addresses.set(id, Promise.resolve(address));
    this.addresses.set(`${id}/thumb`, Promise.resolve(address));
  }

  get(id: string, thumb: boolean): Promise<string> {
    const key = thumb ? `${id}/thumb` : id;
    const known = this.addresses.get(key);
    if (known) return known;
    const address = this.api.picture(id, thumb).then((blob) => this.preview(blob));
    this.addresses.set(key, address);
    address.catch(() => this.addresses.delete(key));
    return address;
  }

  preview(blob: Blob): string {
    const address = URL.createObjectURL(blob);
    this.made.push(address);
    return address;
  }

  close(): void {
    this.made.forEach((address) => URL.revokeObjectURL(address));
  }
}
