/** Photographs of telephones are larger than the hub takes files: they are made smaller before they are sent. */

/** Bytes that a hub takes unless set otherwise (`hub.attachmentLimit`); one that takes less says so. */
export const MOST_BYTES = 3_145_728
/** Pixels of the longer side: the small print of an A4 page can still be read. */
const LONGER = 2600

/** The file itself where it is small enough or no picture; what it is in the end the hub judges by its content. */
export async function fitting (file: File): Promise<Blob> {
  if (file.size <= MOST_BYTES || !/^image\/(?:jpeg|png)$/.test(file.type)) return file
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, LONGER / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return await new Promise(resolve => { canvas.toBlob(blob => { resolve(blob ?? file) }, 'image/jpeg', 0.85) })
}
