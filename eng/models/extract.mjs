// Puts the model files of the installed packages into one folder, where the build picks them up.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { writeExpressionModel } from "./expression.mjs";

const packages = join(dirname(fileURLToPath(import.meta.url)), "node_modules", "@mediapipe");
const out = join(packages, "..", ".models");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

copyFileSync(join(packages, "face_detection", "face_detection_full_range.tflite"), join(out, "face_detection_full_range.tflite"));
copyFileSync(join(packages, "face_detection", "face_detection_short_range.tflite"), join(out, "face_detection_short_range.tflite"));
copyFileSync(join(packages, "selfie_segmentation", "selfie_segmentation.tflite"), join(out, "selfie_segmentation.tflite"));

// The landmark model is a slice of a packed file; the loader script beside it lists where each slice lies.
const loader = readFileSync(join(packages, "face_mesh", "face_mesh_solution_packed_assets_loader.js"), "utf8");
const slice = /face_landmark\.tflite",\s*"start":\s*(\d+),\s*"end":\s*(\d+)/.exec(loader);
if (!slice) throw new Error("face_mesh: face_landmark.tflite is not listed in the loader script of this version.");
const packed = readFileSync(join(packages, "face_mesh", "face_mesh_solution_packed_assets.data"));
writeFileSync(join(out, "face_landmark.tflite"), packed.subarray(Number(slice[1]), Number(slice[2])));

const faceApi = join(packages, "..", "@vladmandic", "face-api", "model");
writeExpressionModel(
  join(faceApi, "face_expression_model-weights_manifest.json"), join(faceApi, "face_expression_model.bin"), join(out, "face_expression.onnx"));

writeFileSync(join(out, "stamp"), "");
