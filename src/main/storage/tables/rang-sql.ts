import { outcomesThatDidNot, outcomesThatRang } from '../../../shared/domain/rang-customer.ts';
import { factSql } from './call-row.ts';

const listOf = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');

/**
 * SQL for a row of `calls`: whether the call rang its customer. The twin of `rangCustomer` in
 * `shared/domain`; a test keeps them in step.
 */
export const rangSql = `(CASE
  WHEN calls.direction = 'inbound' THEN 0
  WHEN calls.outcome IN (${listOf(outcomesThatRang)}) THEN 1
  WHEN calls.outcome IN (${listOf(outcomesThatDidNot)}) THEN 0
  WHEN calls.outcome IN ('unknown', 'no_final_status') AND ${factSql('dial.verdict')} IS 'rang' THEN 1
  ELSE ${factSql('agentAnsweredAt')} IS NOT NULL
    OR coalesce(${factSql('talkSeconds')}, 0) > 0
    OR EXISTS (SELECT 1 FROM json_each(iif(json_valid(calls.facts), calls.facts, '{}'), '$.legs') AS leg
               WHERE CASE leg.type WHEN 'object' THEN leg.value ->> 'side' END = 'customer') END)`;
