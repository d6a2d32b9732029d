/** Several pages in one PDF, each on a sheet of A4. Fetched when a second page is there. */

import { PDFDocument } from "@cantoo/pdf-lib";

/** In points of 1/72 inch. Source: ISO 216. */
const [SHORT, LONG, MARGIN] = [595.28, 841.89, 14];

/**
 * Pictures as JPEG; their order is that of the pages. The same ones give the same file, without the
 * hour in it: what is already there of it need not go over the line again.
 */
export async function pdfOf(pages: readonly Blob[]): Promise<Blob> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  for (const page of pages) {
    const picture = await pdf.embedJpg(await page.arrayBuffer());
    const isWide = picture.width > picture.height;
    const [across, down] = isWide ? [LONG, SHORT] : [SHORT, LONG];
    const { width, height } = picture.scaleToFit(across - 2 * MARGIN, down - 2 * MARGIN);
    const sheet = pdf.addPage([across, down]);
    sheet.drawImage(picture, {
      x: (across - width) / 2,
      y: (down - height) / 2,
      width,
      height,
    });
  }
  const bytes = await pdf.save();
  return new Blob([new Uint8Array(bytes)], { type: "application/pdf" });
}
