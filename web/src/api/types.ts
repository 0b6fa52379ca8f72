// Short names of the generated types that several screens use. Nothing here is written by hand.
import type { components, paths } from './schema';

type Schemas = components['schemas'];

export type Deal = Schemas['DealView'];
export type NewDeal = Schemas['NewDeal'];
export type Bulk = Schemas['DealBulk'];
export type Refusal = Schemas['BulkRefusal'];
export type BoardGroup = Schemas['BoardGroup'];
export type Hit = Schemas['Found'];

/** The server's query of the deals table. */
export type DealQuery = NonNullable<paths['/api/deals']['get']['parameters']['query']>;

/** The server's query of the board. */
export type BoardQuery = NonNullable<paths['/api/board']['get']['parameters']['query']>;

/** A screen that has saved views. */
export type ViewScreen = Schemas['ViewRow']['screen'];
