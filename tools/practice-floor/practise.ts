/** placeholder */
export async function practise(): Promise<number> {
  return 0;
}
