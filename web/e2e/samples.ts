import type { Page } from "@playwright/test";

/** A file to be chosen, dropped or pasted. */
export interface Sample {
	name: string;
	mimeType: string;
	buffer: Buffer;
}

export const text = (name: string, content: string, mimeType = "text/plain"): Sample => ({
	name,
	mimeType,
	buffer: Buffer.from(content),
});

/** A landscape, drawn by the browser of a page. */
export async function picture(page: Page, name: string, width: number, height: number, hue = 200): Promise<Sample> {
	const address = await page.evaluate(
		([width, height, hue]) => {
			const canvas = Object.assign(document.createElement("canvas"), { width, height });
			const pen = canvas.getContext("2d")!;
			const sky = pen.createLinearGradient(0, 0, 0, height);
			sky.addColorStop(0, `hsl(${hue} 70% 40%)`);
			sky.addColorStop(1, `hsl(${hue + 50} 80% 80%)`);
			pen.fillStyle = sky;
			pen.fillRect(0, 0, width, height);
			pen.fillStyle = "#fff6d8";
			pen.beginPath();
			pen.arc(width * 0.72, height * 0.3, height * 0.1, 0, 7);
			pen.fill();
			for (const [at, light] of [30, 22, 14].entries()) {
				pen.fillStyle = `hsl(${hue + 20} 40% ${light}%)`;
				pen.beginPath();
				pen.moveTo(0, height);
				for (let x = 0; x <= width; x += 4)
					pen.lineTo(x, height * (0.6 + at * 0.12 + 0.06 * Math.sin((x / width) * (7 + 3 * at) + at * 2)));
				pen.lineTo(width, height);
				pen.fill();
			}
			return canvas.toDataURL("image/png");
		},
		[width, height, hue] as const,
	);
	return { name, mimeType: "image/png", buffer: Buffer.from(address.split(",")[1]!, "base64") };
}

/** A second of a tone. */
export function sound(name: string): Sample {
	const [rate, length] = [8_000, 8_000];
	const buffer = Buffer.alloc(44 + length, 128);
	buffer.write("RIFF", 0);
	buffer.writeUInt32LE(36 + length, 4);
	buffer.write("WAVEfmt ", 8);
	buffer.writeUInt32LE(16, 16);
	buffer.writeUInt16LE(1, 20);
	buffer.writeUInt16LE(1, 22);
	buffer.writeUInt32LE(rate, 24);
	buffer.writeUInt32LE(rate, 28);
	buffer.writeUInt16LE(1, 32);
	buffer.writeUInt16LE(8, 34);
	buffer.write("data", 36);
	buffer.writeUInt32LE(length, 40);
	for (let at = 0; at < length; at++) buffer[44 + at] = 128 + 60 * Math.sin((at / rate) * 440 * 2 * Math.PI);
	return { name, mimeType: "audio/wav", buffer };
}

/** A document with a line on each page. */
export function pdf(name: string, lines: string[]): Sample {
	const objects = [
		"<< /Type /Catalog /Pages 2 0 R >>",
		`<< /Type /Pages /Count ${lines.length} /Kids [${lines.map((_, at) => `${4 + 2 * at} 0 R`).join(" ")}] >>`,
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		...lines.flatMap((line, at) => {
			const drawing = `BT /F1 28 Tf 60 700 Td (${line}) Tj ET 0.93 0.36 0.24 rg 60 660 480 8 re f`;
			return [
				`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * at} 0 R >>`,
				`<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
			];
		}),
	];
	let file = "%PDF-1.4\n";
	const places = objects.map((object, at) => {
		const place = file.length;
		file += `${at + 1} 0 obj\n${object}\nendobj\n`;
		return place;
	});
	const start = file.length;
	const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
	file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
	return { name, mimeType: "application/pdf", buffer: Buffer.from(file, "latin1") };
}
