import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { expectText, newName } from "./expectations.mjs";
import { launch, open, picture, violationsOf } from "./browser.mjs";

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

test("a user walks the whole life of an identity", async (t) => {
  const user = newName();
  const { page, button, status, expectRefusal, isClean } = await open(t, browser);

  await signIn(page, user);
  await expectText(status, `${user} is signed in.`);
  await button("Read").first().click();
  await expectText(status, `${user} has no identity.`);
  expectRefusal(404, "/api/me/identity");
  await button("Create").first().click();
  await expectText(status, "The identity is there.");
  const identity = await page.locator("#identity-id").textContent();
  assert.match(identity, /^8:acs:/);

  await page.getByLabel("voip", { exact: true }).uncheck();
  await page.getByLabel("Minutes").fill("90");
  await button("Issue token").first().click();
  await expectText(status, "A token for chat.");
  await expectText(page.locator("#verdict"), "valid");
  await expectText(page.locator("#countdown"), /^1:(30:00|29:\d\d)$/);
  const claims = await page.locator("#claims").textContent();
  assert.ok(claims.includes(identity.slice("8:".length)), claims);
  const before = await page.locator("#countdown").textContent();
  await page.waitForFunction((text) => document.getElementById("countdown").textContent !== text, before);

  await button("Start with a token about to expire").click();
  await expectText(page.locator("#refresh-count"), "0 times");
  await expectText(page.locator("#next-refresh"), /^0:0[1-5]$/);
  await expectText(page.locator("#refresh-count"), "once");
  await expectText(status, `The credential refreshed ${user}'s token.`);
  await expectText(page.locator("#next-refresh"), /^1:(20:00|19:\d\d)$/);
  await expectText(page.locator("#verdict"), "valid");
  await isClean();

  await button("Revoke all").click();
  await expectText(status, "All tokens are revoked.");
  await expectText(page.locator("#verdict"), "revoked");
  await button("Issue token").first().click();
  await expectText(status, /^reauthentication_required: /);
  expectRefusal(401, "/api/me/tokens");

  await signIn(page, user);
  await expectText(status, `${user} is signed in.`);
  await button("Issue token").first().click();
  await expectText(page.locator("#verdict"), "valid");
  await button("Delete").first().click();
  await expectText(status, "The identity is deleted.");
  await expectText(page.locator("#verdict"), "identity deleted");
  await isClean();
});

for (const [what, start] of [
  ["a token is asked for", "Issue token"],
  ["the credential refreshes", "Start"],
]) {
  test(`who signs out while ${what} leaves no token to the next user`, async (t) => {
    const { page, button, status, isClean } = await open(t, browser);
    const { begun, release } = await holdTokens(t, page);
    await signIn(page, newName());

    await button(start).first().click();
    await begun;
    await button("Sign out").click();
    await expectText(status, "Signed out.");
    await signIn(page, newName());
    release();
    await button("Create").first().click();
    await expectText(status, "The identity is there.");

    assert.equal(await page.locator("#token").isVisible(), false);
    assert.equal(await page.locator("#credential").isVisible(), false);
    await isClean();
  });
}

test("a wish that is not granted says why", async (t) => {
  const { page, button, status, expectRefusal, isClean } = await open(t, browser);
  await signIn(page, newName());

  await page.getByLabel("Minutes").fill("59");
  await button("Issue token").first().click();
  await expectText(status, /^invalid_lifetime: /);
  expectRefusal(400, "/api/me/tokens");
  await isClean();
});

test("an operator works on a user by id", async (t) => {
  const user = newName();
  const path = `/api/keyed/users/${encodeURIComponent(`local|${user}`)}/identity`;
  const { page, button, expectRefusal, isClean } = await openOperator(t);
  const answer = page.locator("#user-answer");
  await page.getByLabel("User id", { exact: true }).fill(`local|${user}`);

  await button("Read").last().click();
  await expectText(answer, "401");
  expectRefusal(401, path);
  await button("Use this stack's").click();
  await page.waitForFunction(() => document.getElementById("function-key").value);
  await button("Read").last().click();
  await expectText(answer, /identity_not_found/);
  expectRefusal(404, path);
  await button("Create").last().click();
  await expectText(answer, /^201\s[^]*communicationUserId/);
  await button("Issue token").last().click();
  await expectText(answer, /^200\s[^]*"scopes"/);
  await button("Revoke").click();
  await expectText(answer, "204");
  await button("Delete").last().click();
  // Its 204 could not be told from the one of before.
  await expectText(page.locator("#requests"), /DELETE [^]*204/);
  await button("Read").last().click();
  await expectText(answer, /identity_not_found/);
  expectRefusal(404, path);
  await isClean();
});

test("an operator reaches a user whose id needs encoding", async (t) => {
  const { page, button, isClean } = await openOperator(t);
  await button("Use this stack's").click();
  await page.waitForFunction(() => document.getElementById("function-key").value);

  await page.getByLabel("User id", { exact: true }).fill(`local|${newName()} Ünal/é`);
  await button("Create").last().click();

  await expectText(page.locator("#user-answer"), /^201\s/);
  await isClean();
});

test("an operator looks up, invites a guest and imports a page", async (t) => {
  const [alice, bob] = [`local|${newName()}`, `local|${newName()}`];
  const { page, button, expectRefusal, isClean } = await openOperator(t);
  const answer = page.locator("#directory-answer");
  await button("Use this stack's").click();
  await page.waitForFunction(() => document.getElementById("function-key").value);
  await page.getByLabel("User id", { exact: true }).fill(alice);
  await button("Create").last().click();
  await expectText(page.locator("#user-answer"), /^201\s/);

  await page.getByLabel("ACS identity, or user ids").fill(`${alice} ${bob}`);
  await button("Look up").click();
  await expectText(answer, /^200\s[^]*"rawId"[^]*identity_not_found/);
  const identity = JSON.parse((await answer.textContent()).slice(4)).users[0].user.rawId;
  await page.getByLabel("ACS identity, or user ids").fill(identity);
  await button("Look up").click();
  // Not the answer of before, which names her, too.
  await expectText(answer, new RegExp(`^200\\s+\\{\\s+"userId": "${alice.replace("|", "\\|")}"`));
  await page.getByLabel("ACS identity, or user ids").fill("8:acs:nobody_s");
  await button("Look up").click();
  await expectText(answer, /^404\s/);
  expectRefusal(404, "/api/keyed/identities/8%3Aacs%3Anobody_s");

  await button("Invite a guest").click();
  await expectText(answer, /^201\s[^]*"guestId": "guest\|/);
  await page.getByLabel("Page of a map").fill(JSON.stringify({ identities: [{ userId: alice, communicationUserId: identity }, { userId: bob, communicationUserId: identity }] }));
  await button("Import").click();
  await expectText(answer, /^200\s[^]*unchanged[^]*identity_conflict/);
  await isClean();
});

test("an operator sees what a clean-up would do", async (t) => {
  const { page, button, status, isClean } = await openOperator(t);

  await button("Dry run").click();
  await expectText(status, "A dry run: nothing was changed.");
  await expectText(page.locator("#report"), /Left behind\d+ found, 0 finished/);
  await isClean();
});

test("an operator switches faults of ACS on and off, and lists its identities", async (t) => {
  const user = newName();
  const { page, button, status, isClean } = await openOperator(t);

  await page.locator("#fault").selectOption({ label: "503" });
  await page.locator("#fault-operation").selectOption({ label: "revoke tokens" });
  await page.getByLabel("Calls").fill("20");
  await button("Switch on").click();
  await expectText(page.locator("#faults"), "503 for the next 20 calls of revokeAccessTokens");
  await page.getByRole("tab", { name: "Front-end" }).click();
  await signIn(page, user);
  await button("Issue token").first().click();
  await expectText(page.locator("#verdict"), "valid");
  await button("Revoke all").click();
  await expectText(status, /the clean-up will carry it out\.$/);
  await expectText(page.locator("#verdict"), "valid");

  await page.getByRole("tab", { name: "Operator" }).click();
  await button("Switch all off").click();
  await expectText(status, "All faults are off.");
  await expectText(page.locator("#faults"), "");
  await button("Run").click();
  await expectText(page.locator("#report"), /Left behind[1-9]\d* found, [1-9]\d* finished/);
  await expectText(page.locator("#report"), /Guests whose time was over\d+ found, \d+ deleted/);
  await page.getByRole("tab", { name: "Front-end" }).click();
  await button("Ask ACS again").click();
  await expectText(page.locator("#verdict"), "revoked");

  await page.getByRole("tab", { name: "Operator" }).click();
  await button("List").click();
  await expectText(status, /^ACS has /);
  assert.ok((await page.locator("#identity-rows tr").count()) > 0);
  await isClean();
});

test("an operator sees the stack as the workbook and the alerts of a deployment would", async (t) => {
  const user = newName();
  const { page, button, status, isClean } = await openOperator(t);
  const figure = (title) => page.locator("#monitoring section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
  const monitoring = page.getByRole("tab", { name: "Monitoring" });
  await button("Use this stack's").click();
  await page.getByLabel("User id", { exact: true }).fill(`local|${user}`);
  await button("Create").last().click();
  await expectText(page.locator("#user-answer"), /^201/);
  await button("Issue token").last().click();
  await expectText(page.locator("#user-answer"), /^200/);

  await monitoring.click();
  await expectText(figure("Tokens issued"), /keyed[1-9]/);
  await expectText(figure("Tokens by source"), /Teams[1-9]/);
  await expectText(figure("Identities created, adopted, deleted and revoked"), /created[1-9]/);
  await expectText(figure("Who did what"), /KeyedCreateUserIdentity/);
  await expectText(page.locator("#alert-acs-denied"), /quiet/);
  assert.equal(await page.locator("#requests li").filter({ hasText: "_local/monitoring" }).count(), 0);
  await isClean();

  await page.getByRole("tab", { name: "Operator" }).click();
  await page.locator("#fault").selectOption({ label: "401" });
  await page.locator("#fault-operation").selectOption({ label: "delete identity" });
  await page.getByLabel("Calls").fill("1");
  await button("Switch on").click();
  await expectText(status, "The fault is on.");
  await button("Delete").last().click();
  await expectText(page.locator("#user-answer"), /^202/);
  await monitoring.click();
  await expectText(page.locator("#alert-acs-denied"), /fires.*Now: [1-9]/);
  await expectText(figure("Refused by ACS"), /deleteDenied[1-9]/);
  await expectText(figure("Pending deletions"), /[1-9]\d*$/);
  await expectText(figure("Users who wait for ACS"), /Denied/);

  await page.getByRole("tab", { name: "Operator" }).click();
  await button("Run").click();
  await expectText(status, "The clean-up ran.");
  await monitoring.click();
  await expectText(figure("Jobs"), /clean-upfinishedpending [1-9]\d* of [1-9]\d*, stale \d+ of \d+, guests \d+ of \d+/);
  await expectText(figure("Users who wait for ACS"), /Nothing yet/);
  await isClean();
});

test("every request is shown, with a command that works when it is pasted", async (t) => {
  const user = newName();
  const { page, button, status, isClean } = await open(t, browser);
  await signIn(page, `${user}'s "other" name`);
  await button("Issue token").first().click();
  await expectText(page.locator("#verdict"), "valid");

  const entry = page.locator("#requests li").filter({ hasText: "POST /api/me/tokens" });
  await entry.locator("summary").click();
  await expectText(entry, /"scopes": \[\s*"chat",\s*"voip"/);
  await entry.getByRole("button", { name: "Copy as curl" }).click();
  await expectText(status, "Copied: paste it into a shell.");
  const command = await page.evaluate(() => navigator.clipboard.readText());
  const { stdout } = await promisify(execFile)("sh", ["-c", command.replace("curl -i", "curl -s")]);

  assert.ok(JSON.parse(stdout).token);
  await isClean();
  await button("Clear").click();
  await expectText(page.locator("#requests"), "");
});

test("it can be used with the keyboard alone", async (t) => {
  const user = newName();
  const { page, status, isClean } = await open(t, browser);

  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.id), "operator-tab");
  assert.ok(await page.locator("#operator").isVisible());
  await page.keyboard.press("ArrowRight");
  assert.ok(await page.locator("#monitoring").isVisible());
  await page.keyboard.press("ArrowRight");
  assert.ok(await page.locator("#front-end").isVisible());
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "user");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(user);
  await page.keyboard.press("Enter");
  await expectText(status, `${user} is signed in.`);
  await isClean();
});

test("control: a field without a label would be seen", async (t) => {
  const { page, isClean } = await open(t, browser);
  await isClean();

  await page.locator("#user").evaluate((input) => input.parentElement.replaceWith(input));

  const violations = await violationsOf(page);
  assert.equal(violations.length, 1, `${violations}`);
  assert.match(violations[0], /^label: #user /);
});

for (const [device, width, height] of [["phone", 390, 844], ["desktop", 1280, 900]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`on a ${device}, ${colorScheme}, all of it can be read`, async (t) => {
      const { page, button, status, isClean } = await open(t, browser, { width, height, colorScheme });
      await signIn(page, newName());
      await button("Create").first().click();
      await expectText(status, "The identity is there.");
      await button("Issue token").first().click();
      await expectText(page.locator("#verdict"), "valid");
      await button("Start").click();
      await expectText(status, "The credential has a token.");
      await page.locator("#requests summary").first().click();
      await picture(page, `${device}-${colorScheme}-front-end`);
      await isClean();
      assert.equal(await sidewaysOf(page), 0);

      await page.getByRole("tab", { name: "Operator" }).click();
      await button("Use this stack's").click();
      await expectText(status, "The function key of this stack is filled in.");
      await button("Create").last().click();
      await expectText(page.locator("#user-answer"), /communicationUserId/);
      await button("List").click();
      await expectText(status, /^ACS has /);
      await picture(page, `${device}-${colorScheme}-operator`);
      await isClean();
      assert.equal(await sidewaysOf(page), 0);

      await page.getByRole("tab", { name: "Monitoring" }).click();
      await expectText(page.locator("#figures"), /created[1-9]/);
      await picture(page, `${device}-${colorScheme}-monitoring`);
      await isClean();
      assert.equal(await sidewaysOf(page), 0);
    });
  }
}

async function openOperator(t) {
  const opened = await open(t, browser);
  await opened.page.getByRole("tab", { name: "Operator" }).click();
  return opened;
}

async function signIn(page, user) {
  await page.getByLabel("Name").fill(user);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expectText(page.locator("#session"), `${user} is signed in.`);
}

/** Keeps answers to requests for tokens back until they are released; the first one has then begun. */
async function holdTokens(t, page) {
  let begin, release;
  const begun = new Promise((resolve) => (begin = resolve));
  const released = new Promise((resolve) => (release = resolve));
  await page.route("**/api/me/tokens", async (route) => {
    const response = await route.fetch();
    begin();
    await released;
    // The page may have given up.
    await route.fulfill({ response }).catch(() => {});
  });
  t.after(() => page.unroute("**/api/me/tokens"));
  return { begun, release };
}

const sidewaysOf = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
