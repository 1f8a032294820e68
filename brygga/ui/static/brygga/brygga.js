// What markup alone cannot do. Every page works without this file.
(() => {
  "use strict";

  const announcements = () => document.getElementById("announcements");

  // A form that comes back with errors is answered from its summary, also where autofocus is not heeded.
  const focusErrors = (root) => root.querySelector(".errors")?.focus();

  // A link to a field in error puts the cursor in it, and its label in view.
  const followError = (event) => {
    const link = event.target.closest(".errors a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest(".field") ?? field).scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true, focusVisible: true });
  };

  // What htmx could not send is said in words; what was written stays where it is.
  const tellTrouble = (event) => {
    if (event.detail.xhr?.status === 403) return;
    const place = announcements();
    const box = document.createElement("div");
    box.className = "ds-alert";
    box.dataset.color = "danger";
    box.textContent = place.dataset.trouble;
    place.replaceChildren(box);
  };

  const forgetTrouble = (event) => {
    if (event.detail.successful) announcements().querySelector("[data-color=danger]")?.remove();
  };

  // Arrow keys walk the matrix; Home and End go to the ends of a row. Tab works as ever.
  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  const walkMatrix = (event) => {
    const table = event.target.closest("[data-matrix]");
    const here = event.target.closest("td, th");
    if (!table || !here || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const there = destination(here, event.key)?.querySelector("a");
    if (!there) return;
    event.preventDefault();
    there.focus();
  };

  const destination = (here, key) => {
    const row = here.parentElement;
    if (key === "Home") return row.cells[0];
    if (key === "End") return [...row.cells].findLast((cell) => cell.querySelector("a"));
    const step = STEPS[key];
    if (!step) return null;
    const rows = [...row.closest("table").rows];
    return rows[rows.indexOf(row) + step[0]]?.cells[here.cellIndex + step[1]];
  };

  document.addEventListener("DOMContentLoaded", () => focusErrors(document));
  document.addEventListener("htmx:afterSettle", (event) => focusErrors(event.target));
  document.addEventListener("htmx:sendError", tellTrouble);
  document.addEventListener("htmx:timeout", tellTrouble);
  document.addEventListener("htmx:responseError", tellTrouble);
  document.addEventListener("htmx:afterRequest", forgetTrouble);
  document.addEventListener("click", followError);
  document.addEventListener("keydown", walkMatrix);
})();
