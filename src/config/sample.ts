import { sections } from "./sections.ts";
import { placeOf, type Setting } from "./setting.ts";
import { tomlOfRow } from "./toml-text.ts";

const head = `# Configuration of whoflux

## A name that is commented out shows what holds without it or, where nothing does, an example.
## A variable of the environment goes before a name here, and an option of the command line before both:
## url in [influx] is WHOFLUX_INFLUX_URL, and --influx-url. \`whoflux config --check FILE\` looks for mistakes.
`;

/** A configuration file in which everything is explained, and commented out. */
export function sampleOf(settings: readonly Setting[]): string {
  const parts = Object.entries(sections).map(([section, heading]) => {
    const rows = settings.filter((setting) => placeOf(setting)[0] === section).map(rowOf);
    return `\n# ${heading}\n[${section}]\n${rows.join("\n")}`;
  });
  return head + parts.join("");
}

function rowOf(setting: Setting): string {
  const { help, standard, example } = setting;
  const value = tomlOfRow(setting, standard ?? example ?? "");
  return `  ## ${help.charAt(0).toUpperCase()}${help.slice(1)}.\n  # ${placeOf(setting)[1]} = ${value}\n`;
}
