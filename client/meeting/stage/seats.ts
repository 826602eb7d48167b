/** How the fixed seats of a room are laid out: how many stand side by side, and in how many rows. */
export type Seats = { readonly columns: number; readonly rows: number };

/** `phone`: two stand side by side at most. */
export function seatsFor(people: number, phone: boolean): Seats {
  const most = phone || people <= 4 ? 2 : 3;
  const columns = Math.max(1, Math.min(people, most));
  return { columns, rows: Math.max(1, Math.ceil(people / columns)) };
}
