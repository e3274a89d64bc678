// Shows what was photographed and shrinks it before it travels: 1280 px is what the server keeps.
// Without this file, or if anything in it fails, the browser sends the original.

const LONGEST = 1280;
const QUALITY = 0.8;

async function shrunk(file, preview) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  preview.width = Math.round(picture.width * scale);
  preview.height = Math.round(picture.height * scale);
  preview.getContext("2d").drawImage(picture, 0, 0, preview.width, preview.height);
  picture.close();
  const blob = await new Promise((done) => preview.toBlob(done, "image/jpeg", QUALITY));
  if (!blob || blob.size >= file.size) return file;
  const name = file.name.replace(/\.[^.]*$/, "") + ".jpg";
  return new File([blob], name, { type: "image/jpeg", lastModified: file.lastModified });
}

async function show(input) {
  const label = input.closest(".photo");
  label.querySelectorAll("canvas").forEach((old) => old.remove());
  const kept = new DataTransfer();
  for (const file of input.files) {
    const preview = document.createElement("canvas");
    try {
      kept.items.add(await shrunk(file, preview));
      label.prepend(preview);
    } catch {
      kept.items.add(file);
    }
  }
  input.files = kept.files;
}

for (const input of document.querySelectorAll(".photo input[type=file]")) {
  input.closest(".photo").classList.add("has-script");
  input.addEventListener("change", () => show(input));
}
