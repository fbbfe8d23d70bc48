
(function () {
  "use strict";
  // The table is whole without this: it only sorts and hides rows. No sign here that XML takes amiss.
  var own = document.currentScript.dataset;
  var table = document.getElementById("articles");
  var tools = document.getElementById("tools");
  var search = document.getElementById("search");
  var show = document.getElementById("show");
  var sort = document.getElementById("sort");
  var order = document.getElementById("order");
  var status = document.getElementById("status");
  var heads = Array.from(table.tHead.rows[0].cells);
  var body = table.tBodies[0];
  var language = new Intl.Collator(document.documentElement.lang, { numeric: true });
  var waiting = 0;
  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }
  // Each row is read once: what it says, what it is, and by what each of its columns is sorted.
  var rows = Array.from(body.rows).map(function (row, at) {
    return {
      row: row, at: at, text: plain(row.textContent), kinds: row.dataset.kinds.split(" "),
      values: Array.from(row.cells).map(function (cell, column) {
        if (column === 0) { return cell.firstElementChild.textContent; }
        if (cell.dataset.v === undefined) { return cell.textContent; }
        return cell.dataset.v === "" ? null : Number(cell.dataset.v);
      })
    };
  });
  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, function (gap, name) { return values[name]; });
  }
  function filter() {
    var words = plain(search.value).split(/\s+/);
    var shown = 0;
    rows.forEach(function (entry) {
      var fits = words.every(function (word) { return entry.text.includes(word); });
      if (show.value) { fits = fits ? entry.kinds.includes(show.value) : false; }
      entry.row.hidden = !fits;
      if (fits) { shown += 1; }
    });
    return filled(own.shown, { n: shown, all: rows.length });
  }
  function arrange() {
    var column = Number(sort.value);
    var way = Number(order.value);
    var sorted = rows.slice().sort(function (one, other) {
      var a = one.values[column];
      var b = other.values[column];
      if (column === -1) { return way * (one.at - other.at); }
      if (a === b) { return one.at - other.at; }
      // What is not known stands last, whichever way.
      if (a === null) { return 1; }
      if (b === null) { return -1; }
      return way * (typeof a === "number" ? a - b : language.compare(a, b)) || one.at - other.at;
    });
    var all = document.createDocumentFragment();
    sorted.forEach(function (entry) { all.appendChild(entry.row); });
    body.appendChild(all);
    heads.forEach(function (head, at) {
      if (at === column) {
        head.setAttribute("aria-sort", way === 1 ? "ascending" : "descending");
      } else {
        head.removeAttribute("aria-sort");
      }
    });
    return filled(own.sorted, {
      column: sort.selectedOptions[0].textContent, order: order.selectedOptions[0].textContent.toLowerCase()
    });
  }
  function told(text) { status.textContent = text; }
  heads.forEach(function (head, at) {
    var button = document.createElement("button");
    var way = document.createElement("span");
    button.type = "button";
    button.textContent = head.textContent;
    head.firstElementChild.className = "still";
    way.className = "way";
    way.setAttribute("aria-hidden", "true");
    button.append(" ", way);
    button.addEventListener("click", function () {
      order.value = head.getAttribute("aria-sort") === "ascending" ? "-1" : "1";
      sort.value = String(at);
      told(filter() + " " + arrange());
    });
    head.append(button);
  });
  search.addEventListener("input", function () {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () { told(filter()); }, 200);
  });
  show.addEventListener("change", function () { told(filter()); });
  sort.addEventListener("change", function () { told(filter() + " " + arrange()); });
  order.addEventListener("change", function () { told(filter() + " " + arrange()); });
  tools.addEventListener("submit", function (event) { event.preventDefault(); });
  tools.addEventListener("reset", function () {
    // The fields are empty only after this event.
    window.setTimeout(function () { arrange(); told(filter()); }, 0);
  });
  tools.hidden = false;
  // A browser keeps what stood in the fields when the page is loaded again.
  told(filter());
  if (sort.value !== "-1") { arrange(); }
})();
