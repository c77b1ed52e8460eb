/** Tabs as https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ wants them: one in the tab order, arrows go round. */
export function bindTabs(list: HTMLElement): void {
  const tabs = [...list.querySelectorAll<HTMLElement>("[role=tab]")];
  const select = (chosen: HTMLElement) => {
    for (const tab of tabs) {
      const isChosen = tab === chosen;
      tab.setAttribute("aria-selected", `${isChosen}`);
      tab.tabIndex = isChosen ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")!)!.hidden = !isChosen;
    }
  };
  list.addEventListener("click", (event) => tabs.includes(event.target as HTMLElement) && select(event.target as HTMLElement));
  list.addEventListener("keydown", ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (step) {
      const next = tabs[(tabs.findIndex((tab) => tab.tabIndex === 0) + step + tabs.length) % tabs.length]!;
      select(next);
      next.focus();
    }
  });
}
