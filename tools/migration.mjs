// Moves [DbContext] and [Migration] from a migration's designer file onto the migration itself, and removes the file.
import { readFileSync, rmSync, writeFileSync } from "node:fs";

const designer = process.argv[2];
const file = designer.replace(/\.Designer\.cs$/, ".cs");
const id = /\[Migration\("([^"]+)"\)\]/.exec(readFileSync(designer, "utf8"))[1];
const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "")
  .replace("using Microsoft.EntityFrameworkCore.Migrations;", "using Microsoft.EntityFrameworkCore.Infrastructure;\nusing Microsoft.EntityFrameworkCore.Migrations;")
  .replace(/^( *)public partial class /m, `$1[DbContext(typeof(OrionDb))]\n$1[Migration("${id}")]\n$1public sealed class `);
if (!text.includes(`[Migration("${id}")]`)) throw new Error(`${file} isn't shaped as expected; nothing was changed.`);
writeFileSync(file, text);
rmSync(designer);
