import { hashOf } from "./createCard.ts";
import { cardSchema, type NumericsCard } from "./numericsCard.ts";

/**
 * A card from its JSON.
 *
 * @throws RangeError when it is no card of this version, or was changed after it was made.
 */
export function readCard(json: string): NumericsCard {
  const card = JSON.parse(json) as NumericsCard;
  if (card?.schema !== cardSchema) {
    throw new RangeError(`readCard: a card with schema "${cardSchema}" expected, got ${JSON.stringify(card?.schema)}`);
  }
  const hash = hashOf(card);
  if (hash !== card.hash)
    throw new RangeError(`readCard: hash ${hash} expected, got ${card.hash} (the card was changed)`);
  return card;
}
