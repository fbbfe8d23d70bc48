// What a reader sees and does on a listening page, in headless Chromium; prints what was found as JSON.
// node listening.cjs PAGE AXE SCREENSHOTS ("-" for none)
"use strict";

const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");
const puppeteer = require("puppeteer");

const [file, axe, shots] = process.argv.slice(2);
const SIZES = [["18", 900, 1000], ["28", 900, 1000], ["18", 320, 700], ["28", 320, 700]];

async function now(page) {
  return page.evaluate(() => { const e = document.querySelector(".now"); return e ? e.id : ""; });
}

async function other(page, id) {
  await page.waitForFunction((old) => {
    const e = document.querySelector(".now");
    return e ? e.id !== old : false;
  }, { timeout: 30000, polling: 50 }, id);
  return now(page);
}

// A page that still scrolls to the sentence being read moves its buttons away from under the mouse.
async function settled(page) {
  await page.evaluate(() => new Promise((done) => {
    let last = window.scrollY, same = 0;
    const look = () => requestAnimationFrame(() => {
      same = window.scrollY === last ? same + 1 : 0;
      last = window.scrollY;
      if (same > 9) { done(); } else { look(); }
    });
    look();
  }));
}

async function main() {
  const browser = await puppeteer.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH, headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--mute-audio", "--allow-file-access-from-files"],
  });
  const found = { errors: [], requests: [], violations: {}, wide: [], passes: 0 };
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => found.errors.push(String(error)));
    page.on("console", (message) => { if (message.type() === "error") { found.errors.push(message.text()); } });
    page.on("request", (request) => found.requests.push(request.url()));
    await page.setViewport({ width: 900, height: 1000 });
    await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
    found.first = await now(page);

    // It plays, and the mark goes on by itself.
    await page.click('[data-do="play"]');
    found.marked = [await other(page, "")];
    found.marked.push(await other(page, found.marked[0]));
    found.sounding = await page.$$eval("audio", (all) => all.map((a) => !a.paused));
    found.decoration = await page.$eval(".now", (e) => getComputedStyle(e).textDecorationLine);
    found.named = await page.$eval('.bar [data-do="play"] .name', (e) => e.textContent);

    // The keyboard stops it, goes on and goes back.
    await page.keyboard.press("Space");
    found.paused = await page.$$eval("audio", (all) => all.every((a) => a.paused));
    const here = await now(page);
    await page.keyboard.press("ArrowRight");
    const there = await other(page, here);
    await page.keyboard.press("ArrowLeft");
    found.keys = [here, there, await other(page, there)];
    await page.keyboard.press("Space");
    await page.waitForFunction(() => Array.from(document.querySelectorAll("audio")).some((a) => !a.paused));
    await page.keyboard.press("Space");

    // A player of the middle takes over from the first.
    const buttons = await page.$$('[data-do="part"]');
    await buttons[1].scrollIntoView();
    await settled(page);
    await buttons[1].click();
    await page.waitForFunction(() => !document.querySelectorAll("audio")[1].paused);
    found.second = await page.$$eval("audio", (all) => all.map((a) => !a.paused));
    await page.keyboard.press("Escape");
    await page.$eval('[data-do="play"]', (b) => b.click());

    // Settings: size, colours, speed; each stays after the page is opened again.
    await settled(page);
    await page.click("#settings summary");
    for (const [name, value] of [["size", "28"], ["speed", "1.5"], ["theme", "yellow-on-black"]]) {
      await page.click(`[data-set="${name}"][data-to="${value}"]`);
    }
    const state = () => page.evaluate(() => ({
      size: getComputedStyle(document.documentElement).fontSize,
      ground: getComputedStyle(document.body).backgroundColor,
      ink: getComputedStyle(document.body).color,
      speeds: Array.from(document.querySelectorAll("audio")).map((a) => a.playbackRate),
      pressed: Array.from(document.querySelectorAll('[aria-pressed="true"]')).map((b) => b.dataset.to),
    }));
    found.chosen = await state();
    await page.reload({ waitUntil: "load" });
    found.kept = await state();

    // Every control can be reached with the keyboard and has a name and room for a finger.
    found.small = await page.$$eval("button:not([hidden])", (all) => all
      .filter((b) => b.offsetParent).map((b) => [b.textContent.trim(), b.offsetWidth, b.offsetHeight])
      .filter(([name, w, h]) => Math.min(w, h) < 44));

    await page.evaluate(() => { document.getElementById("settings").open = true; });
    await page.evaluate(fs.readFileSync(axe, "utf8"));
    const themes = await page.$$eval('[data-set="theme"]', (all) => all.map((b) => b.dataset.to));
    for (const theme of themes) {
      await page.click(`[data-set="theme"][data-to="${theme}"]`);
      await page.evaluate(() => { document.querySelectorAll(".s")[4].classList.add("now"); });
      const said = await page.evaluate(() => window.axe.run(document));
      found.violations[theme] = said.violations.map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 160))]);
      found.passes = said.passes.length;
    }
    for (const theme of themes) {
      await page.click(`[data-set="theme"][data-to="${theme}"]`);
      for (const [size, width, height] of SIZES) {
        await page.click(`[data-set="size"][data-to="${size}"]`);
        await page.setViewport({ width, height });
        const over = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
        if (over > 0) { found.wide.push([theme, size, width, over]); }
        if (shots !== "-") {
          await page.evaluate(() => { document.getElementById("settings").open = false; window.scrollTo(0, 0); });
          await page.screenshot({ path: path.join(shots, `${theme}-${size}-${width}.png`), fullPage: true });
          await page.screenshot({ path: path.join(shots, `${theme}-${size}-${width}-window.png`) });
          await page.evaluate(() => { document.getElementById("settings").open = true; });
        }
      }
    }
  } finally {
    await browser.close();
  }
  process.stdout.write(JSON.stringify(found));
}

main().catch((error) => { process.stderr.write(String(error && error.stack)); process.exit(1); });
