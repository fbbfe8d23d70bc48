
(function () {
  "use strict";
  // No less-than sign and no ampersand stands in this file: it reads the same as HTML and as XML.
  var page = document.documentElement;
  var bar = document.getElementById("bar");
  var play = bar.querySelector("[data-do=play]");
  var clips = JSON.parse(document.getElementById("clips").textContent);
  var players = clips.map(function (_, i) { return document.getElementById("audio" + i); });
  var still = window.matchMedia("(prefers-reduced-motion: reduce)");
  var current = 0, shown = null, timer = null;
  var set = { follow: "yes", on: "yes", speed: "1" };

  function remember(name, value) {
    try { window.localStorage.setItem("listen-" + name, value); } catch (refused) { return; }
  }
  function recalled(name) {
    try { return window.localStorage.getItem("listen-" + name); } catch (refused) { return null; }
  }
  function buttons(name) {
    return Array.from(document.querySelectorAll("[data-set=" + name + "]"));
  }
  function choose(name, value) {
    set[name] = value;
    buttons(name).forEach(function (b) { b.setAttribute("aria-pressed", String(b.dataset.to === value)); });
    if (name === "size" || name === "theme") { page.dataset[name] = value; }
    if (name === "speed") {
      players.forEach(function (p) { p.defaultPlaybackRate = Number(value); p.playbackRate = Number(value); });
    }
    fit();
  }
  // The bar must not take more than a sixth of the window from the text: then it shows signs alone, and in the end
  // it no longer stays in view. Its buttons keep their names.
  function fit() {
    bar.classList.remove("still", "small");
    bar.classList.toggle("small", bar.offsetHeight * 6 > window.innerHeight);
    bar.classList.toggle("still", bar.offsetHeight * 4 > window.innerHeight);
    page.style.scrollPaddingBottom = (barHeight() + 16) + "px";
  }
  function barHeight() { return bar.classList.contains("still") ? 0 : bar.offsetHeight; }

  function clipAt(i) {
    var time = players[i].currentTime + 0.01, found = -1;
    clips[i].forEach(function (clip, c) { if (time >= clip[1]) { found = c; } });
    return found;
  }
  function mark(i) {
    var c = clipAt(i), own = 0 > c ? null : document.getElementById(clips[i][c][0]);
    if (own === shown) { return; }
    if (shown) { shown.classList.remove("now"); }
    shown = own;
    if (!own) { return; }
    own.classList.add("now");
    // Each file says the title again: no need to leave the place for it.
    if (set.follow === "yes") { if (!own.closest("h1")) { see(own); } }
  }
  function see(own) {
    var box = own.getBoundingClientRect(), bottom = window.innerHeight - barHeight();
    var wide = own.closest(".wide"), frame = wide ? wide.getBoundingClientRect() : box;
    var beside = frame.left > box.left + 1 || box.right > frame.right + 1;
    if (box.top >= 0) { if (bottom >= box.bottom) { if (!beside) { return; } } }
    own.scrollIntoView({
      block: box.height > bottom / 2 ? "start" : "center", inline: "nearest",
      behavior: still.matches ? "auto" : "smooth"
    });
  }
  function playing() { return !players[current].paused; }
  function name() {
    Array.from(document.querySelectorAll("[data-play]")).forEach(function (b) {
      var on = playing() ? b === play || Number(b.dataset.to) === current : false;
      b.querySelector(".name").textContent = on ? b.dataset.pause : b.dataset.play;
      b.querySelector(".sign").textContent = on ? "\u275a\u275a" : "\u25b6";
    });
  }
  function start(i) {
    current = i;
    var begun = players[i].play();
    if (begun) { begun.catch(function () { name(); }); }
  }
  function toggle() { if (playing()) { players[current].pause(); } else { start(current); } }

  function go(i, c) {
    var was = playing();
    if (i !== current) { players[current].pause(); }
    current = i;
    players[i].currentTime = clips[i][c][1];
    mark(i);
    if (was) { start(i); }
  }
  function step(by) {
    var i = current, c = clipAt(i), last;
    if (by === -1) {
      if (c >= 0) { if (players[i].currentTime - clips[i][c][1] > 1) { go(i, c); return; } }
    }
    c += by;
    while (0 > c) {
      if (i === 0) { c = 0; break; }
      i -= 1;
      c = clips[i].length - 1;
    }
    last = clips.length - 1;
    while (c >= clips[i].length) {
      if (i === last) { return; }
      i += 1;
      c = 0;
    }
    go(i, c);
  }

  players.forEach(function (player, i) {
    player.addEventListener("play", function () {
      players.forEach(function (other) { if (other !== player) { other.pause(); } });
      current = i;
      name();
      window.clearInterval(timer);
      timer = window.setInterval(function () { mark(current); }, 80);
    });
    player.addEventListener("pause", function () {
      if (i === current) { window.clearInterval(timer); name(); }
    });
    player.addEventListener("seeked", function () { if (i === current) { mark(i); } });
    player.addEventListener("ended", function () {
      if (set.on === "yes") { if (players[i + 1]) { players[i + 1].currentTime = 0; start(i + 1); } }
    });
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) { return; }
    if (button.dataset.do === "play") { toggle(); }
    if (button.dataset.do === "part") {
      if (Number(button.dataset.to) === current) { toggle(); } else { start(Number(button.dataset.to)); }
    }
    if (button.dataset.do === "back") { step(-1); }
    if (button.dataset.do === "forward") { step(1); }
    if (button.dataset.set) {
      var name = button.dataset.set, only = buttons(name).length === 1;
      var value = only ? (set[name] === "yes" ? "no" : "yes") : button.dataset.to;
      choose(name, value);
      remember(name, value);
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    var at = event.target, free = at.closest ? !at.closest("button, a, summary, .wide") : true;
    var sound = at.tagName === "AUDIO";
    if (event.key === " ") {
      if (!free) { return; }
      if (sound) { if (players.indexOf(at) !== current) { players[current].pause(); current = players.indexOf(at); } }
      toggle();
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      if (at.closest) { if (at.closest(".wide")) { return; } }
      if (sound) { if (players.indexOf(at) !== current) { players[current].pause(); current = players.indexOf(at); } }
      step(event.key === "ArrowLeft" ? -1 : 1);
    } else { return; }
    event.preventDefault();
    event.stopPropagation();
  }, true);

  if (players.length === 0) { bar.remove(); }
  Array.from(document.querySelectorAll(".tools")).forEach(function (own) { own.hidden = false; });
  ["size", "theme", "speed", "follow", "on"].forEach(function (name) {
    var value = recalled(name);
    var known = buttons(name).some(function (b) { return b.dataset.to === value; });
    if (known || value === "no") { if (known || buttons(name).length === 1) { choose(name, value); } }
  });
  window.addEventListener("resize", fit);
  fit();
}());
