/**
 * Returns the same response, calling `tell` once `bytes` of its body have been consumed and more is
 * requested: a moment to cut at that does not depend on speed.
 */
export function tellTaken(response: Response, bytes: number, tell: () => void): Response {
  const reader = response.body?.getReader();
  if (!reader) return response;
  let taken = 0;
  const pull = async (controller: ReadableStreamDefaultController): Promise<void> => {
    if (taken >= bytes) tell();
    const { done, value } = await reader.read();
    if (done) return controller.close();
    taken += value.length;
    controller.enqueue(value);
  };
  const cancel = (reason: unknown) => reader.cancel(reason);
  // Without a buffer of its own it pulls only when the reader waits for more.
  const body = new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
  const { status, headers } = response;
  return new Response(body, { status, headers });
}
