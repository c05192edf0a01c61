// A link to words of a text shows all pieces of them, where marks overlap; without a script the first is shown.
document.addEventListener("click", function (event) {
  var link = event.target.closest("a[data-mark]");
  if (!link) return;
  document.querySelectorAll(".shown").forEach(function (old) { old.classList.remove("shown"); });
  document.querySelectorAll('[data-m~="' + link.dataset.mark + '"]').forEach(function (piece) { piece.classList.add("shown"); });
});
