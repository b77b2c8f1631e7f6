import { htmlPage } from "../html/htmlPage.ts";
import { cardSummary, cardTables } from "./cardTables.ts";
import type { NumericsCard } from "./numericsCard.ts";

/** A card as one HTML file that needs nothing else: no scripts, no fonts, no network. */
export function cardHtml(card: NumericsCard): string {
  return htmlPage(`Numerics card: ${card.device.name}`, [cardSummary(card)], cardTables(card));
}
