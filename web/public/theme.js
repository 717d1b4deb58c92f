// Runs before the first paint, so that a page that was dark stays dark. Written by settings/appearance.ts.
const appearance = JSON.parse(localStorage.getItem("clickclack.appearance") ?? "{}");
document.documentElement.dataset.theme = appearance.color_mode ?? "system";
document.documentElement.dataset.density = appearance.density ?? "comfortable";
