
(function () {
  "use strict";
  // The page is whole without this: it only spares selecting a line by hand. No sign here that XML takes amiss.
  var own = document.currentScript.dataset;
  var status = document.getElementById("status");
  function selected(line) {
    var range = document.createRange();
    range.selectNodeContents(line);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }
  function copied(button) {
    button.textContent = own.copied;
    status.textContent = own.copied;
    window.setTimeout(function () { button.textContent = own.copy; status.textContent = ""; }, 3000);
  }
  function old(line, button) {
    selected(line);
    if (document.execCommand("copy")) { copied(button); }
  }
  document.querySelectorAll("pre.line").forEach(function (line, number) {
    var button = document.createElement("button");
    line.id = "line-" + number;
    button.type = "button";
    button.textContent = own.copy;
    button.setAttribute("aria-describedby", line.id);
    button.addEventListener("click", function () {
      if (!navigator.clipboard) { old(line, button); return; }
      navigator.clipboard.writeText(line.textContent).then(
        function () { copied(button); }, function () { old(line, button); });
    });
    line.after(button);
  });
})();
