let pressed = false;
window.addEventListener('pointerdown', () => { pressed = true; }, true);
for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, () => { pressed = false; }, true);

/**
 * Runs `then` once no finger or button is down and the click that a press becomes has arrived. What moves the page in
 * between, such as a message under the field that was just left, would take the click away from what was pressed.
 */
export function afterPress(then: () => void): void {
  if (!pressed) {
    setTimeout(then);
    return;
  }
  const ended = new AbortController();
  const release = (): void => {
    ended.abort();
    setTimeout(then);
  };
  for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, release, { signal: ended.signal });
}
