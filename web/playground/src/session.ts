import { byId } from "./dom.js";
import { signIn } from "./local.js";

/** Who is signed in here, and with which access token. */
export const session = {
  user: "",
  accessToken: "",
  /** When the user's sessions were last ended from here. */
  endedOn: 0,

  async start(user: string): Promise<void> {
    // A session counts from the second after sessions were ended: an access token tells whole seconds.
    const wait = this.endedOn + 1000 - (this.endedOn % 1000) - Date.now();
    if (wait > 0) {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }

    this.accessToken = await signIn(user);
    this.user = user;
    show(`${user} is signed in.`);
  },

  end(text: string): void {
    this.endedOn = Date.now();
    show(text);
  },

  forget(): void {
    this.user = this.accessToken = "";
    show("Nobody is signed in. Any name does; there is no password.");
  },
};

function show(text: string): void {
  byId("session").textContent = text;
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-session]")) {
    button.disabled = !session.user;
  }

  byId<HTMLButtonElement>("sign-out").disabled = !session.user;
}

session.forget();
