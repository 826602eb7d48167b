/** How an event points at a text that lives beside the log (CORE-2). */
import * as z from "zod/mini";
import { idSchema } from "./ids.ts";

export const textRefSchema = z.strictObject({ id: idSchema("text"), hash: z.string() });
